"""If a hub leaves: reckoned ahead, told in words, and carried out when it has really left."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.drill.situation_rows import situation_of
from hubs.models import Drill, Expression, Pairing, PairingPartner, Repair, Replacement
from hubs.operations.drilling import reckon_drill, renew_drills
from hubs.operations.expressions import withdraw_expression
from hubs.operations.pairings import drop_pairing, propose_pairing
from hubs.operations.repairing import carry_out_repair
from hubs.operations.twinnings import end_twinning
from hubs.states import CallStatus, DrillStatus, ExpressionStatus, PairingStatus
from tests.factories import make_call, make_hub, make_programme, make_user
from tests.factories_evaluating import declare
from tests.factories_outcomes import make_decided
from tests.factories_pairing import accept_all
from twinning.core.errors import Refused
from twinning.trail.models import Trace

SELECTED, RESERVE = ExpressionStatus.SELECTED, ExpressionStatus.RESERVE


@pytest.fixture
def call(db):
    make_programme()
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def decided(call, carla):
    """`decided("Name", "lac", RESERVE, 1)`: a hub with a manager, and what was decided of it."""

    def make(name, region="eu", outcome=SELECTED, position=None, **fields):
        country = {"eu": "PT", "lac": "CO"}[region]
        hub = make_hub(name, region=region, country=country, manager=make_user(name), **fields)
        return make_decided(call, hub, by=carla, outcome=outcome, position=position)

    return make


@pytest.fixture
def world(call, carla, decided):
    """Two pairs, two hubs in the reserve of LAC (the second speaks the language of the EU's hubs)."""
    found = {
        "porto": decided("Porto"),
        "faro": decided("Faro"),
        "lima": decided("Lima", "lac"),
        "quito": decided("Quito", "lac"),
        "first": decided("First", "lac", RESERVE, 1, languages=["es"]),
        "second": decided("Second", "lac", RESERVE, 2),
    }
    propose_pairing(call, expressions=[found["porto"], found["lima"]], by=carla)
    propose_pairing(call, expressions=[found["faro"], found["quito"]], by=carla)
    return found


@pytest.fixture
def reckoned(world, call):
    reckon_all()
    return world


def reckon_all():
    for pk in renew_drills():
        reckon_drill(Drill.objects.get(pk=pk))


def leave(expression):
    member = expression.hub.memberships.get().user
    withdraw_expression(expression, reason="We cannot.", by=member)


def pairs():
    """The names in the pairings that stand."""
    found = {}
    for partner in PairingPartner.objects.filter(holds=True).select_related("expression__hub"):
        found.setdefault(partner.pairing_id, set()).add(partner.expression.hub.name)
    return sorted(map(sorted, found.values()))


def test_each_selected_hub_has_its_repair(reckoned):
    assert {one.expression.hub.name for one in Repair.objects.all()} == {"Porto", "Faro", "Lima", "Quito"}


def test_the_best_of_the_reserve_is_found_and_the_one_in_turn_beside_it(reckoned):
    best, in_turn = Repair.objects.get(expression=reckoned["lima"]).ways

    assert (best["joins"], best["in_turn"]) == (str(reckoned["second"].pk), False)
    assert (in_turn["joins"], in_turn["in_turn"]) == (str(reckoned["first"].pk), True)
    assert best["broken"] == in_turn["broken"] == []
    assert best["made"] == [[str(reckoned["porto"].pk), str(reckoned["second"].pk)]]
    assert best["total"] > in_turn["total"]


def test_with_nobody_in_reserve_only_the_twin_goes_without(reckoned):
    (way,) = Repair.objects.get(expression=reckoned["porto"]).ways

    assert (way["joins"], way["broken"], way["without"]) == (None, [], [str(reckoned["lima"].pk)])


def test_nothing_is_reckoned_again_until_something_changes(reckoned, call, carla):
    assert renew_drills() == []

    drop_pairing(Pairing.objects.first(), reason="No.", by=carla)

    assert renew_drills() == [Drill.objects.get().pk]
    reckon_all()
    assert renew_drills() == []


def test_what_does_not_count_changes_nothing(reckoned):
    hub = reckoned["porto"].hub
    hub.summary = "We have a new door."
    hub.save()

    assert renew_drills() == []


def test_a_repair_is_the_same_before_and_after_its_hub_has_left(reckoned, call):
    before = Repair.objects.get(expression=reckoned["lima"])

    leave(reckoned["lima"])
    assert situation_of(call).without(str(reckoned["lima"].pk)).key == before.key
    reckon_all()

    after = Repair.objects.get(expression=reckoned["lima"])
    assert (after.key, after.ways) == (before.key, before.ways)


def test_one_click_gives_the_place_and_proposes_the_pair(reckoned, carla):
    leave(reckoned["lima"])
    repair = Repair.objects.get(expression=reckoned["lima"])

    carry_out_repair(repair, way=0, reason="It keeps the most.", by=carla)

    assert pairs() == [["Faro", "Quito"], ["Porto", "Second"]]
    made = Replacement.objects.get()
    assert (made.left, made.joined) == (reckoned["lima"], reckoned["second"])
    assert Trace.objects.of(reckoned["lima"]).filter(step="carry_out_repair", by=carla).exists()
    assert not Repair.objects.filter(expression=reckoned["lima"]).exists()


def test_a_twinned_hub_leaves_after_its_twinning_has_ended_and_is_repaired_as_well(reckoned, carla):
    pairing = Pairing.objects.get(partners__expression=reckoned["lima"])
    twinning = accept_all(pairing)
    end_twinning(twinning, reason="They cannot.", by=carla)
    leave(reckoned["lima"])
    reckon_all()

    carry_out_repair(Repair.objects.get(expression=reckoned["lima"]), way=1, by=carla)

    assert pairs() == [["Faro", "Quito"], ["First", "Porto"]]


def test_what_breaks_is_ended_or_dropped(reckoned, call, carla, decided):
    """Second and First may not be with Porto, so that Faro and Quito make room."""
    for name in ("first", "second"):
        porto = reckoned["porto"].hub
        reckoned[name].preferences.create(hub=porto, kind="avoid")
    accept_all(Pairing.objects.get(partners__expression=reckoned["faro"]))
    reckon_all()
    leave(reckoned["lima"])
    repair = Repair.objects.get(expression=reckoned["lima"])
    assert repair.broken == 1

    carry_out_repair(repair, way=0, reason="It keeps the most.", by=carla)

    assert pairs() == [["Faro", "Second"], ["Porto", "Quito"]]
    assert Pairing.objects.filter(status=PairingStatus.CONFIRMED).get().twinning.ended_at


def test_it_is_only_a_drill_while_the_hub_is_selected(reckoned, carla):
    repair = Repair.objects.get(expression=reckoned["lima"])

    with pytest.raises(Refused, match="still selected"):
        carry_out_repair(repair, way=0, by=carla)

    assert pairs() == [["Faro", "Quito"], ["Lima", "Porto"]]


def test_it_is_refused_when_the_pairs_have_changed_since(reckoned, carla):
    leave(reckoned["lima"])
    repair = Repair.objects.get(expression=reckoned["lima"])
    drop_pairing(Pairing.objects.get(partners__expression=reckoned["faro"]), reason="No.", by=carla)

    with pytest.raises(Refused, match="have changed since"):
        carry_out_repair(repair, way=0, reason="Best.", by=carla)

    assert pairs() == []
    assert not Replacement.objects.exists()


def test_it_is_refused_when_the_reserve_has_changed_since(reckoned, carla):
    leave(reckoned["lima"])
    repair = Repair.objects.get(expression=reckoned["lima"])
    leave(reckoned["second"])

    with pytest.raises(Refused, match="have changed since"):
        carry_out_repair(repair, way=0, reason="Best.", by=carla)


def test_who_is_passed_over_is_owed_a_reason(reckoned, carla):
    leave(reckoned["lima"])
    repair = Repair.objects.get(expression=reckoned["lima"])

    with pytest.raises(Refused):
        carry_out_repair(repair, way=0, by=carla)

    assert not Replacement.objects.exists()
    assert Expression.objects.get(pk=reckoned["second"].pk).status == RESERVE


def test_two_places_that_are_free_are_given_each_to_its_own(reckoned, carla):
    for name in ("lima", "quito"):
        leave(reckoned[name])
    reckon_all()
    carry_out_repair(Repair.objects.get(expression=reckoned["quito"]), way=0, reason="Best.", by=carla)
    reckon_all()
    carry_out_repair(Repair.objects.get(expression=reckoned["lima"]), way=0, by=carla)

    assert [one.left.hub.name for one in Replacement.objects.order_by("pk")] == ["Quito", "Lima"]
    assert len(pairs()) == 2


def test_twinnings_of_three_have_no_drill(reckoned, call):
    make_programme(partners=3)

    assert situation_of(call) is None
    reckon_all()
    assert Drill.objects.get().status == DrillStatus.RECKONED
    assert not Repair.objects.exists()


def test_what_a_dead_worker_held_is_tried_again_and_given_up_in_the_end(reckoned):
    Drill.objects.update(status=DrillStatus.RECKONING, due_at=timezone.now(), attempts=1)
    assert renew_drills() == [Drill.objects.get().pk]

    Drill.objects.update(status=DrillStatus.RECKONING, due_at=timezone.now(), attempts=3)
    assert renew_drills() == []
    assert Drill.objects.get().status == DrillStatus.FAILED


def page_of(browser, call):
    return browser.get(reverse("admin:hubs_call_drill", args=[call.pk]))


def test_the_page_tells_each_in_words(reckoned, call, carla, as_user):
    page = page_of(as_user(carla), call).content.decode()

    assert "Second takes the place, though it is not next in the reserve." in page
    assert "First, next in the reserve, takes the place." in page
    assert "Proposed anew: Porto – Second." in page
    assert "Nobody waits in the reserve of its region." in page
    assert "Do this" not in page


def test_the_page_carries_out(reckoned, call, carla, as_user):
    leave(reckoned["lima"])
    reckon_all()
    repair = Repair.objects.get(expression=reckoned["lima"])
    url = reverse("admin:hubs_call_drill", args=[call.pk])

    refused = as_user(carla).post(url, {"repair": repair.pk, "way": 0, "reason": ""})
    done = as_user(carla).post(url, {"repair": repair.pk, "way": 0, "reason": "It keeps the most."})

    assert (refused.status_code, done.status_code) == (409, 302)
    assert pairs() == [["Faro", "Quito"], ["Porto", "Second"]]


@pytest.mark.parametrize("name", ["lima", "second"])
def test_who_has_an_interest_in_any_hub_of_a_repair_reads_nothing_of_it(reckoned, call, carla, as_user, name):
    declare(carla, reckoned[name], conflict=True)

    page = page_of(as_user(carla), call).content.decode()

    hidden = reckoned[name].hub.name
    assert f"{hidden} takes the place" not in page
    assert f"– {hidden}" not in page
    assert "not shown" in page


def test_an_interest_is_refused_by_the_operation_too(reckoned, call, carla, as_user):
    leave(reckoned["lima"])
    repair = Repair.objects.get(expression=reckoned["lima"])
    declare(carla, reckoned["porto"], conflict=True)
    url = reverse("admin:hubs_call_drill", args=[call.pk])

    with pytest.raises(Refused):
        carry_out_repair(repair, way=0, reason="Best.", by=carla)
    assert as_user(carla).post(url, {"repair": repair.pk, "way": 0}).status_code == 404
    assert Drill.objects.get().call == call
