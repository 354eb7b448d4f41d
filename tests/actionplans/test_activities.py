"""Activities are planned while the plan is written, and told of while it is done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actionplans.models import Activity, Plan
from actionplans.operations.activities import (
    add_activity,
    complete_activity,
    remove_activity,
    resume_activity,
    revise_activity,
)
from actionplans.states import ACTIVITY, ActivityStatus, PlanStatus
from hubs.models import Twinning
from hubs.states import TwinningStatus
from tests.actionplans import digest_now, stored
from twinning.core.errors import Refused, Stale

A = ActivityStatus
DEEDS = {
    "revise": lambda activity, by: revise_activity(activity, version=1, by=by, title="Other"),
    "complete": lambda activity, by: complete_activity(activity, by=by),
    "resume": lambda activity, by: resume_activity(activity, by=by),
    "remove": lambda activity, by: remove_activity(activity, by=by),
}


def words(**changes):
    """What a browser sends."""
    sent = {"kind": "memorandum", "title": "Write it down", "description": "", "lead": "",
            "due_on": "", "indicator": "", "version": 1}  # fmt: skip
    return sent | changes


def test_adding_one_counts_it_and_its_date(plan, ines, ines_hub):
    day = date(2027, 3, 1)
    activity = add_activity(plan, by=ines, kind="memorandum", title="Write", lead=ines_hub, due_on=day)

    assert stored(activity).lead == ines_hub
    now = stored(plan)
    assert (now.activities_count, now.activities_done, now.next_due_on) == (1, 0, day)


def test_what_is_done_has_no_next_date(plan, ines):
    early = add_activity(plan, by=ines, title="Early", due_on=date(2027, 1, 1))
    add_activity(plan, by=ines, title="Late", due_on=date(2027, 2, 1))
    complete_activity(early, by=ines)

    now = stored(plan)
    assert (now.activities_count, now.activities_done, now.next_due_on) == (2, 1, date(2027, 2, 1))
    resume_activity(early, by=ines)
    assert (stored(plan).activities_done, stored(plan).next_due_on) == (0, date(2027, 1, 1))


def test_only_a_twinned_hub_leads(plan, ines, olga_hub):
    with pytest.raises(Refused) as refusal:
        add_activity(plan, by=ines, title="Write", lead=olga_hub)

    assert refusal.value.field == "lead"


def test_a_stale_revision_is_refused(activity, ines, leo):
    revise_activity(stored(activity), version=1, by=leo, title="Leo's")

    with pytest.raises(Stale) as refusal:
        revise_activity(stored(activity), version=1, by=ines, title="Ines's")

    assert refusal.value.current.title == "Leo's"
    assert stored(activity).title == "Leo's"


def test_what_is_removed_is_gone_for_all_and_kept_for_the_trail(activity, plan, ines, carla):
    remove_activity(activity, by=ines)

    assert not Activity.objects.visible_to(ines).exists()
    assert not Activity.objects.visible_to(carla).exists()
    assert stored(activity).status == A.REMOVED
    assert stored(plan).activities_count == 0


@pytest.mark.parametrize(
    ("step", "status"),
    [(step, status) for step in DEEDS for status in A if status not in ACTIVITY.steps[step].sources],
)
def test_an_illegal_step_is_refused_whoever_asks(step, status, activity, ines):
    Activity.objects.update(status=status)

    with pytest.raises(Refused):
        DEEDS[step](stored(activity), ines)

    assert (stored(activity).status, stored(activity).title) == (status, "Sign a letter")


@pytest.mark.parametrize("status", [PlanStatus.PROPOSED, PlanStatus.AGREED])
def test_once_put_forward_the_words_stay(status, activity, plan, ines):
    Plan.objects.update(status=status)

    for step in ("revise", "remove"):
        with pytest.raises(Refused):
            DEEDS[step](stored(activity), ines)
    with pytest.raises(Refused):
        add_activity(stored(plan), by=ines, title="One more")

    assert Activity.objects.kept().count() == 1


def test_an_agreed_plan_is_done_step_by_step_and_stays_signed(activity, plan, ines):
    Plan.objects.update(status=PlanStatus.AGREED)
    before = digest_now(stored(plan))

    complete_activity(stored(activity), by=ines)

    assert stored(plan).activities_done == 1
    assert digest_now(stored(plan)) == before


def test_while_the_hubs_sign_all_holds_still(activity, ines):
    Plan.objects.update(status=PlanStatus.PROPOSED)

    with pytest.raises(Refused, match="waiting for signatures"):
        complete_activity(stored(activity), by=ines)


@pytest.mark.parametrize("step", DEEDS)
def test_an_ended_twinning_does_nothing_more(step, activity, ines):
    Twinning.objects.update(status=TwinningStatus.ENDED)

    with pytest.raises(Refused, match="has ended"):
        DEEDS[step](stored(activity), ines)


def test_the_form_adds_one(plan, ines, ines_hub, as_user):
    url = f"/plans/{plan.pk}/activities/add/"
    assert "all hubs together" in as_user(ines).get(url).content.decode()

    as_user(ines).post(url, words(lead=ines_hub.pk, due_on="2027-03-01", indicator="10 start-ups"))

    added = Activity.objects.get()
    assert (added.title, added.lead, added.due_on) == ("Write it down", ines_hub, date(2027, 3, 1))


def test_the_form_offers_only_the_twinned_hubs(plan, ines, olga_hub, as_user):
    answer = as_user(ines).post(f"/plans/{plan.pk}/activities/add/", words(lead=olga_hub.pk))

    assert answer.status_code == 422
    assert not Activity.objects.exists()


def test_a_stale_form_shows_what_is_stored_beside_what_was_typed(activity, ines, leo, as_user):
    revise_activity(stored(activity), version=1, by=leo, title="Leo's title")

    answer = as_user(ines).post(f"/plans/activities/{activity.pk}/", words(title="My title"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Leo&#x27;s title" in page
    assert 'value="My title"' in page
    assert '<input type="hidden" name="version" value="2"' in page


def test_removing_asks_first(activity, plan, ines, as_user):
    browser = as_user(ines)
    url = f"/plans/activities/{activity.pk}/remove/"

    assert browser.get(url).status_code == 200
    assert Activity.objects.kept().exists()
    assert browser.post(url).url == f"/plans/{plan.pk}/#activities"
    assert not Activity.objects.kept().exists()


def test_late_and_near_days_are_said_in_words(plan, ines, as_user):
    today = timezone.localdate()
    for days in (-3, 0, 5):
        add_activity(plan, by=ines, title=f"In {days}", due_on=today + timedelta(days=days))

    page = as_user(ines).get(f"/plans/{plan.pk}/").content.decode()

    for sentence in ("3 days late", "today", "in 5 days"):
        assert sentence in page
