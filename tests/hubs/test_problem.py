"""From the rows of a call to the document that is solved, and from the fit to words."""

import json
from datetime import time
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from hubs.calls.abroad import home_zone
from hubs.desk.scenarios import move_of
from hubs.models import Call, Expression, PairingRules, ServiceKind
from hubs.operations.pairing_rules import revise_pairing_rules
from hubs.operations.scenarios import make_scenario, solve_scenario
from hubs.operations.twinnings import end_twinning
from hubs.pairing.reading import read
from hubs.problem.document import problem_of
from hubs.problem.fits import fit_of, names_in, told
from hubs.states import CallStatus
from tests.factories import make_area, make_call, make_twinning
from tests.factories_applying import make_preference, make_wish
from tests.hubs.desks import selected
from twinning.core.errors import Refused, Stale


@pytest.fixture
def call(db):
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def aveiro(call):
    return selected(call, "Aveiro", "eu", time_zone="Atlantic/Azores", languages=["pt", "en"])


@pytest.fixture
def lima(call):
    return selected(call, "Lima", "lac", bella_status="connected")


def hub_of(document, expression):
    hubs = {hub["key"]: hub for pool in document["pools"] for hub in pool["hubs"]}
    return hubs[str(expression.pk)]


def test_the_document_says_what_hubs_have_said(call, aveiro, lima):
    training = ServiceKind.objects.create(code="training", name="Training")
    make_wish(aveiro, area=make_area("5g", "5G"), kind=training)
    make_wish(aveiro, area=make_area("5g", "5G"), kind=training, words="The same, in other words")
    make_wish(aveiro, words="Only in words")
    make_wish(aveiro, direction="seeks", kind=training)
    make_preference(lima, aveiro.hub, rank=3)

    document = problem_of(call, year=2027)

    assert hub_of(document, aveiro)["profile"] == {
        "areas": ["ai"],
        "languages": ["en", "pt"],
        "offers": [{"area": "5g", "kind": "training"}],
        "needs": [{"kind": "training"}],
        "bella": "unknown",
        "contacts": [],
        "place": {"zone": "Atlantic/Azores", "country": "PT"},
    }
    assert hub_of(document, lima)["profile"]["place"] == {"zone": "America/Lima", "country": "PE"}
    assert document["preferences"] == [{"hub": str(lima.pk), "prefers": [[str(aveiro.pk)]], "not_with": []}]
    assert [pool["code"] for pool in document["pools"]] == ["eu", "lac"]
    assert document["hours"] == {"year": 2027, "opens": "09:00", "closes": "17:00"}
    assert read(document).pools.wanted == 1


def test_twins_of_another_call_have_met_before(call, aveiro, lima, carla):
    twinning = make_twinning(aveiro.hub, lima.hub, by=carla)
    end_twinning(twinning, reason="The year is over.", by=carla)

    assert hub_of(problem_of(call), aveiro)["profile"]["contacts"] == [str(lima.pk)]


def test_hubs_of_a_third_region_are_paired_with_the_first(call, aveiro, lima):
    accra = selected(call, "Accra", "africa")

    document = problem_of(call)

    assert [pool["code"] for pool in document["pools"]] == ["eu", "lac+africa"]
    assert document["regions"] == [["eu", "africa"], ["eu", "lac"]]
    assert hub_of(document, accra)["region"] == "africa"


def test_the_command_solves_what_a_scenario_stores(call, aveiro, lima, carla, tmp_path):
    selected(call, "Bilbao", "eu")
    selected(call, "Recife", "lac")
    make_preference(lima, aveiro.hub)
    scenario = make_scenario(call, name="First", by=carla)
    solve_scenario(scenario, seen=1, by=carla)
    file, out = tmp_path / "inputs.json", StringIO()
    file.write_text(json.dumps(scenario.inputs), "utf-8")

    call_command("solve_pairing", str(file), "--json", stdout=out)

    found = json.loads(out.getvalue())
    assert [one["hubs"] for one in found["twinnings"]] == move_of(scenario).board["groups"]
    assert found["total"] == move_of(scenario).figures["total"]


def test_the_fit_that_a_pairing_keeps_adds_up(call, aveiro, lima):
    fit, parts = fit_of([aveiro, lima])

    assert sum(part["points"] for part in parts) == fit * 10_000 > 0
    reasons = {
        part["label"]: part["reason"]
        for part in told(json.loads(json.dumps(parts)), names_in([aveiro, lima]))
    }
    assert reasons["BELLA"] == "Not known whether connected to BELLA or eligible: Aveiro."


def test_the_fit_of_three_is_the_mean_of_their_pairs(call, aveiro, lima):
    accra = selected(call, "Accra", "africa")

    fit, parts = fit_of([aveiro, lima, accra])

    assert fit == (Decimal(sum(part["points"] for part in parts)) / 30_000).quantize(Decimal("0.0001"))
    labels = {part["label"] for part in told(parts, names_in([aveiro, lima, accra]))}
    assert "Aveiro and Lima: Languages" in labels


def test_parts_of_earlier_pairings_are_still_told(call, aveiro):
    early = [
        {"code": "areas", "weight": "0.5000", "value": "0.5000", "points": "0.2500",
         "says": "%(shared)s in common, of the %(number)s technology areas they name.",
         "shared": ["ai"], "number": 2},
        {"code": "languages", "weight": "0.2000", "value": "0.5000", "points": "0.1000",
         "says": "They can work in %(shared)s.", "shared": ["pt"], "number": 1},
    ]  # fmt: skip

    told_now = told(early, names_in([aveiro]))

    assert [(part["points"], part["most"], part["reason"]) for part in told_now] == [
        ("25", "50", "Artificial intelligence in common, of the 2 technology areas they name."),
        ("10", "20", "They can work in Portuguese."),
    ]


@pytest.mark.parametrize(
    ("country", "city", "zone"),
    [
        ("PT", "Lisboa", "Europe/Lisbon"),
        ("BR", "São Paulo", "America/Sao_Paulo"),
        ("BR", "Recife", "America/Recife"),
        ("BR", "", "America/Sao_Paulo"),
        ("CL", "Valdivia", "America/Santiago"),
        ("EC", "Quito", "America/Guayaquil"),
        ("MX", "Guadalajara", "America/Mexico_City"),
        ("ZZ", "", ""),
    ],
)
def test_a_hub_keeps_the_clock_of_its_city_or_of_most_people_of_its_country(country, city, zone):
    assert home_zone(country, city) == zone


def test_rules_of_a_call_are_the_usual_ones_until_somebody_sets_them(call, carla):
    assert PairingRules.objects.for_call(call).capacity == 1

    rules = revise_pairing_rules(call, by=carla, version=1, capacity=2, opens=time(8, 30))

    assert PairingRules.objects.for_call(call) == rules
    assert (rules.capacity, rules.opens, rules.version) == (2, time(8, 30), 2)
    with pytest.raises(Stale):
        revise_pairing_rules(call, by=carla, version=1, capacity=3)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weights": {"areas": 0}}, "weights"),
        ({"weights": {"charm": 1}}, "weights"),
        ({"weights": {"areas": -1}}, "weights"),
        ({"weights": {"areas": True}}, "weights"),
        ({"weights": {"contact": 1, "discovery": 1}}, "weights"),
        ({"opens": time(17)}, "closes"),
        ({"opens": time(9, 10)}, "opens"),
        ({"capacity": 0}, "capacity"),
        ({"answer_days": 0}, "answer_days"),
        ({"reminder_days": [10]}, "reminder_days"),
        ({"reminder_days": [2, 2]}, "reminder_days"),
    ],
)
def test_rules_that_make_no_sense_are_refused_beside_their_field(call, carla, changes, field):
    with pytest.raises(Refused) as refused:
        revise_pairing_rules(call, by=carla, **changes)

    assert refused.value.field == field
    assert PairingRules.objects.count() == 0


def test_the_rules_of_an_archived_call_stay(call, carla):
    Call.objects.update(status=CallStatus.ARCHIVED)
    call.refresh_from_db()

    with pytest.raises(Refused):
        revise_pairing_rules(call, by=carla, capacity=2)


def test_an_application_that_is_not_selected_is_not_paired(call, aveiro, lima):
    other = selected(call, "Bilbao", "eu")
    Expression.objects.filter(pk=other.pk).update(status="reserve")

    assert [[hub["name"] for hub in pool["hubs"]] for pool in problem_of(call)["pools"]] == [
        ["Aveiro"],
        ["Lima"],
    ]
