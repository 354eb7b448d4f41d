"""Drills and pulses in two processes at once: one of them counts, and nothing is doubled."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from hubs.models import Drill, Pairing, PairingPartner, Pulse, Repair, Replacement, Twinning
from hubs.operations.drilling import reckon_drill, renew_drills
from hubs.operations.expressions import withdraw_expression
from hubs.operations.pairings import propose_pairing
from hubs.operations.pulses import ask_pulses
from hubs.states import CallStatus, DrillStatus, ExpressionStatus, PairingStatus
from tests.factories import join, make_call, make_hub, make_programme, make_user
from tests.factories_outcomes import make_decided
from tests.hubs.desk_worker import at_once
from twinning.accounts.models import Letter, Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other(db):
    return make_user("Celia", role=Role.COORDINATOR)


@pytest.fixture
def world(carla):
    """Two pairs; one hub in the reserve, whom both leavers would be replaced by."""
    make_programme()
    call = make_call(status=CallStatus.RELEASED)

    def decide(name, region, outcome=ExpressionStatus.SELECTED, position=None):
        hub = make_hub(name, region=region, manager=make_user(name))
        return make_decided(call, hub, by=carla, outcome=outcome, position=position)

    places = [("Porto", "eu"), ("Faro", "eu"), ("Lima", "lac"), ("Quito", "lac")]
    found = {name: decide(name, region) for name, region in places}
    found["Cusco"] = decide("Cusco", "lac", ExpressionStatus.RESERVE, 1)
    propose_pairing(call, expressions=[found["Porto"], found["Lima"]], by=carla)
    propose_pairing(call, expressions=[found["Faro"], found["Quito"]], by=carla)
    reckon_all()
    return found


def reckon_all():
    for pk in renew_drills():
        reckon_drill(Drill.objects.get(pk=pk))


def leave(expression):
    member = expression.hub.memberships.get().user
    withdraw_expression(expression, reason="We cannot.", by=member)


def held():
    return Counter(PairingPartner.objects.filter(holds=True).values_list("expression__hub__name", flat=True))


def test_two_coordinators_carry_out_one_repair(world, carla, other):
    leave(world["Lima"])
    reckon_all()
    repair = Repair.objects.get(expression=world["Lima"])

    came = at_once("carry out", (repair, carla), (repair, other))

    assert came.count("done") == 1
    assert Replacement.objects.count() == 1
    assert held() == Counter(["Porto", "Cusco", "Faro", "Quito"])
    assert Pairing.objects.filter(status=PairingStatus.PROPOSED).count() == 2


def test_two_repairs_that_want_the_same_hub_from_the_reserve(world, carla, other):
    leave(world["Lima"])
    leave(world["Quito"])
    reckon_all()
    repairs = [Repair.objects.get(expression=world[name]) for name in ("Lima", "Quito")]
    joining = {repair.ways[0]["joins"] for repair in repairs}
    assert joining == {str(world["Cusco"].pk)}

    came = at_once("carry out", (repairs[0], carla), (repairs[1], other))

    assert came.count("done") == 1
    assert Replacement.objects.count() == 1
    assert set(held().values()) == {1}
    assert held()["Cusco"] == 1


def test_a_drill_is_reckoned_by_one_worker(world, carla):
    drill = Drill.objects.get()
    Repair.objects.all().delete()
    Drill.objects.update(status=DrillStatus.QUEUED, attempts=0)

    at_once("reckon", (drill, carla), (drill, carla))

    drill.refresh_from_db()
    assert (drill.status, drill.attempts) == (DrillStatus.RECKONED, 1)
    found = Counter(Repair.objects.values_list("expression__hub__name", flat=True))
    assert found == Counter(["Porto", "Faro", "Lima", "Quito"])


@pytest.fixture
def running(twinning):
    make_programme()
    Twinning.objects.update(formed_at=timezone.now() - timedelta(days=60))
    return twinning


def test_two_clocks_ask_each_hub_once(running, carla):
    came = at_once("ask", (running, carla), (running, carla))

    assert sorted(came) == [0, 2]
    assert Pulse.objects.count() == 2
    letters = Letter.objects.filter(kind="hubs.pulse_asked").values_list("recipient__name", flat=True)
    assert Counter(letters) == Counter(["Ines", "Leo"])


def test_of_two_colleagues_who_answer_one_is_told_that_the_other_was_faster(running, ines, ines_hub):
    ask_pulses()
    tomas = make_user("Tomas")
    join(ines_hub, tomas, "contributor")
    pulse = Pulse.objects.get(hub=ines_hub)

    came = at_once("answer", (pulse, ines), (pulse, tomas))

    assert sorted(came) == ["done", "stale"]
    stored = Pulse.objects.get(pk=pulse.pk)
    assert stored.needs == str(stored.answered_by_id) == str((ines, tomas)[came.index("done")].pk)
    assert stored.version == 2
