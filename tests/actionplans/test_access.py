"""A plan is for the people of its hubs and the office; what each may do depends on their role."""

import pytest
from django.urls import reverse

from actionplans.models import Activity, Plan, Section, Version
from actionplans.states import PlanStatus
from hubs.models import Twinning
from hubs.states import TwinningStatus
from tests.actionplans import first_section
from tests.factories import join, make_hub, make_user
from twinning.core.web import permitted


@pytest.fixture
def addresses(proposed, activity_row):
    """Every address below a plan."""
    pk, section = proposed.pk, first_section(proposed).pk
    plan_steps = ["plan", "propose_plan", "sign_plan", "reopen_plan", "add_activity"]
    activity_steps = [f"{step}_activity" for step in ("revise", "complete", "resume", "remove")]
    return [
        *[reverse(f"actionplans:{name}", kwargs={"pk": pk}) for name in plan_steps],
        *[reverse(f"actionplans:{name}", kwargs={"pk": activity_row.pk}) for name in activity_steps],
        reverse("actionplans:revise_section", kwargs={"plan": pk, "pk": section}),
        reverse("actionplans:version", kwargs={"plan": pk, "number": 1}),
    ]


@pytest.fixture
def activity_row(proposed):
    return Activity.objects.create(plan=proposed, title="Secret activity")


@pytest.mark.parametrize("name", ["outsider", "rosa"])
def test_strangers_and_reviewers_find_nothing(name, request, addresses, as_user):
    browser = as_user(request.getfixturevalue(name))

    assert [browser.get(url).status_code for url in addresses] == [404] * len(addresses)
    assert [browser.post(url, {}).status_code for url in addresses] == [404] * len(addresses)


def test_a_visitor_is_asked_to_sign_in(addresses, as_user):
    answers = [as_user().get(url) for url in [*addresses, "/plans/"]]

    assert {answer.status_code for answer in answers} == {302}
    assert all("/accounts/login/" in answer.url for answer in answers)


def test_lists_hold_only_what_one_may_see(
    proposed, activity_row, ines, vera, carla, ada, outsider, rosa, visitor
):
    for person in (ines, vera, carla, ada):
        assert list(Plan.objects.visible_to(person)) == [proposed]
        assert Section.objects.visible_to(person).count() == 2
        assert list(Activity.objects.visible_to(person)) == [activity_row]
        assert Version.objects.visible_to(person).count() == 1
    for person in (outsider, rosa, visitor, None):
        for model in (Plan, Section, Activity, Version):
            assert not model.objects.visible_to(person).exists()


def test_the_list_of_a_stranger_says_nothing_of_others(proposed, outsider, as_user):
    page = as_user(outsider).get("/plans/").content.decode()

    assert "Atlantic Hub" not in page
    assert "No plan yet" in page


def test_somebody_who_left_the_hub_sees_no_plan(proposed, ines, ines_hub, as_user):
    ines_hub.memberships.filter(user=ines).delete()

    assert as_user(ines).get(f"/plans/{proposed.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("person", "status", "allowed"),
    [
        ("ines", PlanStatus.DRAFTING, {"propose_plan", "add_activity"}),
        ("cleo", PlanStatus.DRAFTING, {"propose_plan", "add_activity"}),
        ("vera", PlanStatus.DRAFTING, set()),
        ("carla", PlanStatus.DRAFTING, set()),
        ("ada", PlanStatus.DRAFTING, set()),
        ("ines", PlanStatus.PROPOSED, {"sign_plan", "reopen_plan"}),
        ("cleo", PlanStatus.PROPOSED, set()),
        ("vera", PlanStatus.PROPOSED, set()),
        ("carla", PlanStatus.PROPOSED, set()),
        ("ines", PlanStatus.AGREED, {"reopen_plan"}),
        ("cleo", PlanStatus.AGREED, set()),
    ],
)
def test_each_step_asks_for_its_role_and_its_time(person, status, allowed, plan, request, as_user):
    Plan.objects.update(status=status)
    browser = as_user(request.getfixturevalue(person))
    steps = ["propose_plan", "sign_plan", "reopen_plan", "add_activity"]
    urls = {name: reverse(f"actionplans:{name}", kwargs={"pk": plan.pk}) for name in steps}

    assert {name for name in steps if browser.get(urls[name]).status_code == 200} == allowed
    assert {name for name in steps if browser.get(urls[name]).status_code == 403} == set(steps) - allowed


@pytest.mark.parametrize("person", ["vera", "carla", "ada"])
def test_readers_read_and_change_nothing(person, section, activity, request, as_user):
    browser = as_user(request.getfixturevalue(person))
    plan = section.plan_id

    page = browser.get(f"/plans/{plan}/")
    assert page.status_code == 200
    assert "Add an activity" not in page.content.decode()
    assert "Propose for signature" not in page.content.decode()
    for url in (
        f"/plans/{plan}/sections/{section.pk}/",
        f"/plans/{plan}/activities/add/",
        f"/plans/activities/{activity.pk}/",
        f"/plans/activities/{activity.pk}/remove/",
        f"/plans/activities/{activity.pk}/complete/",
    ):
        assert browser.get(url).status_code == 403
        assert browser.post(url, {"body": "Mine.", "version": 1}).status_code == 403


def test_an_ended_twinning_shows_its_plan_without_buttons(section, ines, as_user):
    Twinning.objects.update(status=TwinningStatus.ENDED)

    page = as_user(ines).get(f"/plans/{section.plan_id}/").content.decode()

    assert "can only be read" in page
    assert "Propose for signature" not in page
    assert as_user(ines).get(f"/plans/{section.plan_id}/sections/{section.pk}/").status_code == 403


def test_a_person_of_both_hubs_sees_the_plan_once(plan, ines, leo_hub, as_user):
    join(leo_hub, ines)

    assert list(Plan.objects.visible_to(ines)) == [plan]


def test_permissions_asked_without_a_record_are_refused(ines, visitor):
    for name in ("add_activity", "revise_section", "propose_plan", "sign_plan", "complete_activity"):
        assert not permitted(ines, f"actionplans.{name}", None)
        assert not permitted(visitor, f"actionplans.{name}", None)


def test_a_manager_of_another_hub_in_the_same_region_is_a_stranger(plan, as_user):
    stranger = make_user("Sami")
    make_hub("Other Andean Hub", region="lac", manager=stranger)

    assert as_user(stranger).get(f"/plans/{plan.pk}/").status_code == 404
