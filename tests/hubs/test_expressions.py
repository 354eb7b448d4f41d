"""An expression of interest: begun, written together, handed in, taken back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from hubs.application.answers import answers_of
from hubs.models import Assignment, Expression, Membership, MembershipRole, Place
from hubs.operations.answers import revise_expression
from hubs.operations.expressions import (
    reopen_expression,
    resume_expression,
    start_expression,
    submit_expression,
    withdraw_expression,
)
from hubs.states import EXPRESSION, AssignmentStatus, CallStatus, ExpressionStatus
from tests.factories import ANSWERS, join, make_area, make_call, make_expression, make_hub, make_user
from twinning.accounts.models import Letter
from twinning.core.errors import Refused
from twinning.core.web import permitted
from twinning.trail.models import Trace

S = ExpressionStatus


def test_a_draft_begins_with_the_areas_that_hub_and_call_share(call, ines, ines_hub):
    shared, other = make_area(), make_area("5g", "5G")
    call.technology_areas.add(shared)
    ines_hub.technology_areas.add(shared, other)

    expression = start_expression(call, hub=ines_hub, by=ines)

    assert expression.status == S.DRAFT
    assert list(expression.technology_areas.all()) == [shared]
    assert [trace.step for trace in Trace.objects.of(expression)] == ["start"]


def test_a_call_that_names_no_areas_takes_all_of_the_hubs(call, ines, ines_hub):
    ines_hub.technology_areas.add(make_area())

    assert start_expression(call, hub=ines_hub, by=ines).technology_areas.count() == 1


def test_a_hub_applies_once(draft, ines):
    with pytest.raises(Refused) as refusal:
        start_expression(draft.call, hub=draft.hub, by=ines)

    assert refusal.value.field == "hub"
    assert Expression.objects.count() == 1


def test_a_hub_of_a_region_without_places_does_not_apply(call, ines, ines_hub):
    Place.objects.filter(region__code="eu").update(number=0)

    with pytest.raises(Refused):
        start_expression(call, hub=ines_hub, by=ines)


def test_saving_keeps_the_draft_however_incomplete(draft, ines):
    opened = dict.fromkeys(["motivation", "offers", "technology_areas"], 1)
    revise_expression(
        draft, answers={"motivation": "", "offers": "More", "technology_areas": ""}, opened=opened, by=ines
    )

    stored, answers = Expression.objects.get(), answers_of(draft)
    assert (answers["motivation"], answers["offers"], stored.status) == ("", "More", S.DRAFT)
    assert answers["seeks"] == ANSWERS["seeks"]
    assert stored.saved_at is not None
    assert not stored.technology_areas.exists()


def test_submitting_hands_it_in_and_gives_each_of_the_hub_a_receipt(draft, ines, leo):
    join(draft.hub, leo, MembershipRole.VIEWER)
    join(draft.hub, make_user("Gone", is_active=False))

    submit_expression(draft, by=ines)

    stored = Expression.objects.get()
    assert stored.status == S.SUBMITTED
    assert stored.submitted_at is not None
    assert {letter.recipient for letter in Letter.objects.all()} == {ines, leo}
    assert set(Letter.objects.values_list("kind", flat=True)) == {"hubs.submission_received"}


def test_a_submission_after_reopening_has_a_receipt_of_its_own(draft, ines):
    submit_expression(draft, by=ines)
    reopen_expression(draft, by=ines)
    submit_expression(draft, by=ines)

    assert Letter.objects.count() == 2
    assert [trace.step for trace in Trace.objects.of(draft)] == ["submit", "reopen", "submit"]


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_incomplete_is_not_submitted_and_each_gap_is_named(draft, ines, name):
    draft.answers.filter(code=name).update(value=" \n")

    with pytest.raises(Refused) as refusal:
        submit_expression(draft, by=ines)

    assert list(refusal.value.faults) == [name]
    assert Expression.objects.get().status == S.DRAFT
    assert draft.status == S.DRAFT


def test_what_counts_is_what_is_stored_and_not_what_this_process_remembers(draft, ines):
    list(draft.answers.all())
    draft.answers.filter(code="technology_areas").update(value="")

    with pytest.raises(Refused) as refusal:
        submit_expression(draft, by=ines)

    assert list(refusal.value.faults) == ["technology_areas"]


def test_a_reopened_expression_is_not_in_until_it_is_submitted_again(submitted, ines, carla):
    reopen_expression(submitted, by=ines)

    stored = Expression.objects.get()
    assert (stored.status, stored.submitted_at) == (S.DRAFT, None)
    assert not Expression.objects.visible_to(carla)


def test_withdrawing_what_was_handed_in_tells_the_office_why(submitted, ines, carla):
    withdraw_expression(submitted, reason="We merge.", by=ines)

    assert Expression.objects.get().status == S.WITHDRAWN
    assert [letter.recipient for letter in Letter.objects.filter(kind="hubs.expression_withdrawn")] == [carla]
    assert Expression.objects.get().withdrawn_because == "We merge."
    assert Trace.objects.of(submitted).get().detail == {}  # a trail is for good, and these are people's words


def test_withdrawing_a_draft_is_nobodys_business(draft, ines, carla):
    withdraw_expression(draft, reason="No time.", by=ines)

    assert not Letter.objects.exists()
    assert not Expression.objects.visible_to(carla)


def test_what_was_withdrawn_is_taken_up_again_with_all_its_words(submitted, ines):
    withdraw_expression(submitted, reason="By mistake.", by=ines)

    resume_expression(submitted, by=ines)

    stored = Expression.objects.get()
    assert (stored.status, stored.submission) == (S.DRAFT, None)
    assert answers_of(stored)["motivation"] == ANSWERS["motivation"]


STEPS = {
    "revise": lambda expression, by: revise_expression(
        expression, answers={"motivation": "New"}, opened={"motivation": 1}, by=by
    ),
    "submit": lambda expression, by: submit_expression(expression, by=by),
    "reopen": lambda expression, by: reopen_expression(expression, by=by),
    "withdraw": lambda expression, by: withdraw_expression(expression, reason="Because", by=by),
    "resume": lambda expression, by: resume_expression(expression, by=by),
}
ILLEGAL = [(step, status) for step in STEPS for status in S if status not in EXPRESSION.steps[step].sources]


@pytest.mark.parametrize(("step", "status"), ILLEGAL)
def test_an_illegal_step_of_an_expression_is_refused(call, ines, ines_hub, step, status):
    expression = make_expression(call, ines_hub, status=status)

    with pytest.raises(Refused):
        STEPS[step](expression, ines)

    stored = Expression.objects.get()
    assert (stored.status, answers_of(stored)["motivation"]) == (status, ANSWERS["motivation"])
    assert not Letter.objects.exists()


BEFORE_THE_DEADLINE = [
    ("revise", S.DRAFT),
    ("submit", S.DRAFT),
    ("reopen", S.SUBMITTED),
    ("resume", S.WITHDRAWN),
]


@pytest.mark.parametrize(("step", "status"), BEFORE_THE_DEADLINE)
@pytest.mark.parametrize("when", ["closed", "decided", "not yet open"])
def test_outside_the_calls_time_nothing_is_taken(ines, ines_hub, step, status, when):
    now = timezone.now()
    call = {
        "closed": lambda: make_call(closes_at=now),
        "decided": lambda: make_call(status=CallStatus.RELEASED),
        "not yet open": lambda: make_call(opens_at=now + timedelta(days=1)),
    }[when]()
    expression = make_expression(call, ines_hub, status=status)

    with pytest.raises(Refused):
        STEPS[step](expression, ines)

    assert Expression.objects.get().status == status


def test_the_servers_clock_decides_to_the_second(draft, ines, time_machine):
    time_machine.move_to(draft.call.closes_at - timedelta(milliseconds=1), tick=False)
    STEPS["revise"](draft, ines)

    time_machine.move_to(draft.call.closes_at, tick=False)
    with pytest.raises(Refused):
        submit_expression(draft, by=ines)

    assert answers_of(draft)["motivation"] == "New"


def test_withdrawing_is_possible_after_the_deadline(ines, ines_hub):
    expression = make_expression(make_call(closes_at=timezone.now()), ines_hub)

    withdraw_expression(expression, reason="Late, but honest.", by=ines)

    assert Expression.objects.get().status == S.WITHDRAWN


def test_who_may_do_what_with_an_expression(call, ines, leo, olga, olga_hub, rosa, carla, ines_hub):
    draft = make_expression(call, ines_hub, status=S.DRAFT)
    join(ines_hub, leo, MembershipRole.CONTRIBUTOR)
    viewer = make_user("Vera")
    join(ines_hub, viewer, MembershipRole.VIEWER)

    def steps_of(user):
        return {step for step in STEPS if permitted(user, f"hubs.{step}_expression", draft)}

    assert steps_of(ines) == {"revise", "submit", "withdraw"}
    assert steps_of(leo) == {"revise"}
    for user in (viewer, olga, rosa, carla, AnonymousUser()):
        assert steps_of(user) == set()


def test_drafts_are_the_hubs_own_and_the_rest_is_for_the_office_and_reviewers_without_conflict(
    call, ines, ines_hub, leo, leo_hub, olga, olga_hub, rosa, carla
):
    draft = make_expression(call, ines_hub, status=S.DRAFT)
    handed_in = make_expression(call, leo_hub)
    withdrawn_draft = make_expression(call, olga_hub, status=S.WITHDRAWN, submitted_at=None)
    for expression in (draft, handed_in, withdrawn_draft):
        Assignment.objects.create(expression=expression, reviewer=rosa)

    def seen_by(user):
        return set(Expression.objects.visible_to(user))

    assert seen_by(AnonymousUser()) == set()
    assert seen_by(ines) == {draft}
    assert seen_by(leo) == {handed_in}
    assert seen_by(olga) == {withdrawn_draft}
    assert seen_by(carla) == {handed_in}
    assert seen_by(rosa) == set()

    Assignment.objects.update(status=AssignmentStatus.ACCEPTED)
    assert seen_by(rosa) == {handed_in}

    Assignment.objects.update(status=AssignmentStatus.RECUSED)
    assert seen_by(rosa) == set()


def test_who_left_the_hub_no_longer_sees_its_draft(draft, ines):
    Membership.objects.filter(user=ines).delete()

    assert not Expression.objects.visible_to(ines)


def test_a_hub_that_nobody_lists_applies_all_the_same(call, ines):
    hub = make_hub(status="new", manager=ines)

    assert start_expression(call, hub=hub, by=ines).hub == hub
