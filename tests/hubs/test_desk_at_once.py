"""Two coordinators at once, in two processes: no move is lost, and no hub is paired beyond its capacity."""

from collections import Counter
from itertools import pairwise

import pytest

from hubs.models import Pairing, PairingPartner, Scenario
from hubs.operations.scenarios import make_scenario, revise_scenario
from hubs.states import CallStatus, ScenarioStatus
from tests.factories import make_call, make_user
from tests.hubs.desk_worker import at_once
from tests.hubs.desks import selected
from twinning.accounts.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call(db):
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def hubs(call):
    return {
        name: str(selected(call, name, region).pk)
        for name, region in [("Aveiro", "eu"), ("Bilbao", "eu"), ("Lima", "lac"), ("Recife", "lac")]
    }


def test_no_move_is_lost_and_no_hub_is_in_two_pairs(call, hubs, carla):
    scenario = make_scenario(call, name="First", by=carla)
    other = make_user("Celia", role=Role.COORDINATOR)

    one, two = at_once("move", (scenario, carla), (scenario, other))

    stored = Scenario.objects.get()
    moves = list(stored.moves.order_by("number"))
    assert len(one["done"]) == len(two["done"]) == 6
    assert sorted([1, *one["done"], *two["done"]]) == [move.number for move in moves]
    assert [move.after for move in moves] == [None, *range(1, 13)]
    assert (stored.version, stored.position) == (13, 13)
    assert {move.by_id for move in moves} == {carla.pk, other.pk}
    for before, move in pairwise(moves):
        taken = Counter(key for group in move.board["groups"] for key in group)
        assert set(taken.values()) <= {1}
        came = [group for group in move.board["groups"] if group not in before.board["groups"]]
        went = [group for group in before.board["groups"] if group not in move.board["groups"]]
        assert (came if move.kind == "pair" else went) == [move.hubs]


def test_of_two_scenarios_that_share_a_hub_one_is_published(call, hubs, carla):
    other = make_user("Celia", role=Role.COORDINATOR)
    scenarios = []
    for twin in ("Lima", "Recife"):
        scenario = make_scenario(call, name=twin, by=carla)
        revise_scenario(scenario, move="pair", hubs=[hubs["Aveiro"], hubs[twin]], seen=1, by=carla)
        scenarios.append(scenario)

    came = at_once("publish", (scenarios[0], carla), (scenarios[1], other))

    assert sorted(bool(one["done"]) for one in came) == [False, True]
    assert sorted(bool(one["refused"]) for one in came) == [False, True]
    assert Pairing.objects.count() == 1
    assert PairingPartner.objects.filter(expression=int(hubs["Aveiro"]), holds=True).count() == 1
    assert Scenario.objects.filter(status=ScenarioStatus.PUBLISHED).count() == 1
    assert Scenario.objects.filter(status=ScenarioStatus.DRAFT).count() == 1
