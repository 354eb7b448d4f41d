"""The scenarios of a call: made, renamed, put away, and read side by side."""

import re

import pytest
from django.urls import reverse

from hubs.desk.scenarios import board_at, move_of
from hubs.models import Scenario
from hubs.operations.scenarios import make_scenario, solve_scenario
from tests.factories_desk import bring_together, make_desk

LIST = reverse("admin:hubs_scenario_changelist")
MAKE = reverse("admin:hubs_scenario_make")
COMPARE = reverse("admin:hubs_scenario_compare")


@pytest.fixture
def desk(carla):
    return make_desk(carla)


@pytest.fixture
def office(as_user, carla):
    return as_user(carla)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_before_any_release_there_is_nothing_to_pair(office, programme):
    assert "Nothing to pair yet" in words(office.get(LIST))


def test_a_new_scenario_opens_on_the_best_pairs(office, desk):
    call = desk[0].call

    opened = office.post(MAKE, {"call": call.pk, "name": "Second"}, follow=True)

    made = Scenario.objects.get(name="Second")
    assert opened.redirect_chain == [(reverse("admin:hubs_scenario_desk", args=[made.pk]), 302)]
    assert "2 of 2" in words(opened)


def test_a_scenario_may_begin_with_the_locks_of_another(office, desk, carla):
    scenario, hubs = desk
    bring_together(scenario, hubs["Aveiro"], hubs["São Luís"], by=carla)
    lock = {"act": f"lock {hubs['Aveiro']} {hubs['São Luís']}", "seen": 2}
    office.post(reverse("admin:hubs_scenario_revise", args=[scenario.pk]), lock)

    office.post(MAKE, {"call": scenario.call.pk, "name": "Second", "like": scenario.pk})

    made = Scenario.objects.get(name="Second")
    assert board_at(move_of(made)).locked == {(hubs["Aveiro"], hubs["São Luís"])}


@pytest.mark.parametrize(("name", "status"), [("First", 409), ("", 422)])
def test_a_name_that_will_not_do_is_said_in_the_form(office, desk, name, status):
    answer = office.post(MAKE, {"call": desk[0].call.pk, "name": name})

    assert answer.status_code == status
    assert Scenario.objects.count() == 1


def test_renaming(office, desk):
    scenario, _hubs = desk
    rename = reverse("admin:hubs_scenario_rename", args=[scenario.pk])

    office.post(rename, {"name": "By languages"})
    empty = office.post(rename, {"name": ""}, follow=True)

    assert Scenario.objects.get().name == "By languages"
    assert "This field is required." in words(empty)


def test_the_list_leads_to_desks_and_shows_their_figures(office, desk):
    page = office.get(LIST)

    assert reverse("admin:hubs_scenario_desk", args=[desk[0].pk]) in page.content.decode()
    assert "0 of 2" in words(page)


def test_two_scenarios_side_by_side_tell_where_they_differ(office, desk, carla):
    scenario, hubs = desk
    bring_together(scenario, hubs["Aveiro"], hubs["São Luís"], by=carla)
    other = make_scenario(scenario.call, name="Second", by=carla)
    solve_scenario(other, seen=1, by=carla)

    page = words(office.get(COMPARE, {"scenario": [scenario.pk, other.pk]}))

    assert "First" in page
    assert "Second" in page
    assert "Total fit" in page
    assert "no partner" in page


@pytest.mark.parametrize("chosen", [[], ["first"], ["first", "x"], ["first", "999"]])
def test_fewer_than_two_cannot_be_compared(office, desk, chosen):
    asked = [desk[0].pk if one == "first" else one for one in chosen]

    answer = office.get(COMPARE, {"scenario": asked}, follow=True)

    assert answer.redirect_chain[0][0].startswith(LIST)
    assert "Choose two to four scenarios of one call." in words(answer)


def test_the_call_leads_to_its_scenarios(office, desk):
    call = desk[0].call

    page = office.get(reverse("admin:hubs_call_change", args=[call.pk])).content.decode()

    assert f"{LIST}?call={call.pk}" in page
