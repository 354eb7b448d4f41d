"""Pairing in the office beside the fit, and the twinning in public."""

import pytest
from django.urls import reverse

from hubs.models import Pairing
from hubs.operations.pairings import propose_pairing
from hubs.states import CallStatus, ExpressionStatus, HubStatus, PairingStatus
from tests.factories import make_area, make_call, make_expression, make_hub

PAGE = "admin:hubs_pairing_add"


@pytest.fixture
def call(db):
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def office(as_user, carla):
    return as_user(carla)


def selected(call, name, region, **fields):
    return make_expression(call, make_hub(name, region=region, **fields), status=ExpressionStatus.SELECTED)


def test_candidates_stand_by_fit_with_reasons(office, call):
    selected(call, "Aveiro", "eu", languages=["pt", "es"], bella_status="connected")
    selected(call, "Lima", "lac", languages=["es"], bella_status="connected")
    selected(call, "Recife", "lac", languages=["pt", "es"], bella_status="connected")

    rows = office.get(reverse(PAGE)).context["rows"]

    assert [(row["hubs"], row["fit"]) for row in rows] == [
        (["Aveiro", "Recife"], "50"),
        (["Aveiro", "Lima"], "45"),
    ]
    assert "They can work in: Spanish and Portuguese." in rows[0]["reasons"]


def test_hubs_are_compared_side_by_side_and_proposed(office, call):
    eu, lac = selected(call, "Aveiro", "eu"), selected(call, "Lima", "lac")
    lac.technology_areas.set([make_area("5g", "5G")])

    page = office.get(reverse(PAGE), {"call": call.pk, "hub": [eu.pk, lac.pk]})
    chosen = page.context["chosen"]
    proposed = office.post(reverse(PAGE), {"call": call.pk, "hub": [eu.pk, lac.pk]})

    assert [hub["name"] for hub in chosen["hubs"]] == ["Aveiro", "Lima"]
    reasons = {part["label"]: part["reason"] for part in chosen["parts"]}
    assert reasons["Technology areas"].startswith("No technology area in common")
    assert reasons["Languages"] == "They can work in: English."
    assert reasons["BELLA"] == "Not known whether connected to BELLA or eligible: Aveiro and Lima."
    assert proposed.url == Pairing.objects.get().get_absolute_url()
    assert "Lima" in office.get(proposed.url).content.decode()


def test_what_is_refused_is_said_on_the_page(office, call, carla):
    eu, lac, other = (
        selected(call, "Aveiro", "eu"),
        selected(call, "Lima", "lac"),
        selected(call, "Recife", "lac"),
    )
    propose_pairing(call, expressions=[eu, lac], by=carla)

    page = office.post(reverse(PAGE), {"call": call.pk, "hub": [eu.pk, other.pk]})

    assert page.status_code == 409
    assert "another pairing already" in page.content.decode()
    assert Pairing.objects.count() == 1


@pytest.mark.parametrize("nonsense", ["²", "-1", "abc", "9" * 40])
def test_nonsense_in_the_address_chooses_nobody(office, call, nonsense):
    selected(call, "Aveiro", "eu")
    selected(call, "Lima", "lac")

    page = office.get(reverse(PAGE), {"hub": nonsense})

    assert page.status_code == 200
    assert page.context["chosen"] is None


def test_without_a_released_call_there_is_nothing_to_pair(office, db):
    make_call()

    assert "Nothing to pair yet" in office.get(reverse(PAGE)).content.decode()


def test_a_hub_that_is_not_listed_has_no_link(as_user, twinning, ines_hub):
    ines_hub.status, ines_hub.summary = HubStatus.HIDDEN, "Words that are no longer for the public."
    ines_hub.save()

    public = as_user().get(twinning.get_absolute_url()).content.decode()

    assert ines_hub.name in public
    assert ines_hub.get_absolute_url() not in public
    assert ines_hub.summary not in public


@pytest.mark.parametrize("who", ["ines", "leo", "rosa"])
@pytest.mark.parametrize("name", ["hubs:extend_pairing", "hubs:drop_pairing"])
def test_pairings_are_made_in_the_office(as_user, call, carla, who, name, request):
    pairing = propose_pairing(
        call, expressions=[selected(call, "Aveiro", "eu"), selected(call, "Lima", "lac")], by=carla
    )
    browser = as_user(request.getfixturevalue(who))

    assert browser.post(reverse(name, args=[pairing.pk]), {"reason": "x"}).status_code == 404
    assert Pairing.objects.get().status == PairingStatus.PROPOSED


@pytest.mark.parametrize("who", ["ines", "leo", "rosa"])
def test_only_the_office_ends_a_twinning(as_user, twinning, who, request):
    browser = as_user(request.getfixturevalue(who))

    assert browser.post(reverse("hubs:end_twinning", args=[twinning.pk]), {"reason": "x"}).status_code == 403


def test_ending_asks_for_a_reason(office, twinning):
    address = reverse("hubs:end_twinning", args=[twinning.pk])

    assert office.post(address, {"reason": ""}).status_code == 422
    assert office.post(address, {"reason": "A partner closed."}).status_code == 302
    assert "Ended" in office.get(twinning.get_absolute_url()).content.decode()


def test_the_page_costs_as_many_queries_for_thirty_pairs_as_for_one(office, call, budget):
    selected(call, "", "eu")
    selected(call, "", "lac")
    few = budget(office, reverse(PAGE))
    for region, number in (("eu", 4), ("lac", 5)):
        for _ in range(number):
            selected(call, "", region)

    assert budget(office, reverse(PAGE)).queries == few.queries
