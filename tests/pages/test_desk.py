"""The desk: each role finds its own, and nobody another's."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from hubs.states import AssignmentStatus
from tests.accounts.test_inbox import make_letter
from tests.factories import join, make_evaluation, make_expression, make_hub, make_twinning, make_user
from twinning.accounts.models import Role


@pytest.mark.parametrize("name", ["ines", "rosa", "carla", "ada"])
@pytest.mark.parametrize("address", ["/desk/", "/es/desk/", "/pt/desk/"])
def test_everybody_has_a_desk(as_user, request, name, address):
    assert as_user(request.getfixturevalue(name)).get(address).status_code == 200


def test_somebody_without_a_hub_is_shown_how_to_register_one(as_user, ines):
    assert reverse("hubs:register_hub") in as_user(ines).get("/desk/").text


def test_hubs_and_twinnings_are_ones_own(as_user, ines, olga, ines_hub, olga_hub, twinning):
    desk = as_user(ines).get("/desk/")
    assert [mine["name"] for mine in desk.context["memberships"]] == [ines_hub.name]
    assert [pair["url"] for pair in desk.context["twinnings"]] == [twinning.get_absolute_url()]

    other = as_user(olga).get("/desk/")
    assert [mine["name"] for mine in other.context["memberships"]] == [olga_hub.name]
    assert other.context["twinnings"] == []


def test_letters_are_ones_own(as_user, ines, leo):
    make_letter(ines)

    assert [letter.subject for letter in as_user(ines).get("/desk/").context["letters"]] == ["News 1"]
    assert as_user(leo).get("/desk/").context["letters"] == []


def test_a_reviewer_sees_how_far_the_reviews_are(as_user, rosa, call, submitted, leo_hub, olga_hub):
    make_evaluation(submitted, rosa, marks=4)
    make_evaluation(make_expression(call, leo_hub), rosa)
    recused = make_evaluation(make_expression(call, olga_hub), rosa)
    type(recused.assignment).objects.filter(pk=recused.assignment.pk).update(status=AssignmentStatus.RECUSED)

    reviews = as_user(rosa).get("/desk/").context["reviews"]

    assert (reviews.done, reviews.asked) == (1, 2)


@pytest.mark.parametrize("name", ["carla", "ada"])
def test_the_office_sees_the_programme_in_numbers_that_lead_somewhere(
    as_user, request, name, rosa, submitted
):
    make_evaluation(submitted, rosa)
    browser = as_user(request.getfixturevalue(name))

    counts = {count.label: count for count in browser.get("/desk/").context["counts"]}

    assert counts["open calls"].number == 1
    assert counts["expressions of interest in"].number == 1
    assert counts["evaluations missing"].number == 1
    for count in counts.values():
        assert browser.get(count.url).status_code == 200


@pytest.mark.parametrize("name", ["ines", "rosa"])
def test_nobody_else_sees_them(as_user, request, name, submitted):
    assert as_user(request.getfixturevalue(name)).get("/desk/").context["counts"] == []


@pytest.mark.parametrize(("name", "asked"), [("ines", False), ("rosa", True), ("carla", True), ("ada", True)])
def test_those_who_are_trusted_are_asked_to_sign_in_with_two_steps(as_user, request, name, asked):
    user = request.getfixturevalue(name)
    browser = as_user(user)
    assert browser.get("/desk/").context["should_set_up_mfa"] is asked

    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "kept"})
    assert browser.get("/desk/").context["should_set_up_mfa"] is False


@pytest.mark.parametrize("name", ["ines", "rosa", "carla"])
def test_a_desk_costs_the_same_with_much_on_it(as_user, request, budget, name, call):
    user = request.getfixturevalue(name)
    fill(user, call, 1)
    few = budget(as_user(user), "/desk/")
    fill(user, call, 29)
    many = budget(as_user(user), "/desk/")

    assert many.queries == few.queries <= 40


def fill(user, call, times):
    """Hubs, applications, evaluations, twinnings and letters that are of this person's concern."""
    carla = make_user(role=Role.COORDINATOR)
    for _ in range(times):
        hub = make_hub()
        join(hub, user)
        make_evaluation(make_expression(call, hub), user)
        make_twinning(hub, make_hub(region="lac", country="CO"), by=carla)
        make_letter(user, hub.pk)
