"""Scenarios for tests: selected hubs of both shores, and the desk on which they are paired."""

from typing import Any

from hubs.models import Call, Scenario
from hubs.operations.scenarios import make_scenario, revise_scenario
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import make_call, make_expression, make_hub
from twinning.accounts.models import User

HERE = {"Aveiro": "PT", "Bilbao": "ES"}
THERE = {"Lima": "PE", "São Luís": "BR"}


def select(call: Call, name: str, region: str, country: str, **fields: Any) -> str:
    """A hub that was selected, and its key on the desk."""
    hub = make_hub(name, region=region, country=country, **fields)
    return str(make_expression(call, hub, status=ExpressionStatus.SELECTED).pk)


def make_desk(by: User, call: Call | None = None, *, name: str = "First") -> tuple[Scenario, dict[str, str]]:
    """A scenario of two hubs on each shore without any pair, and the keys of its hubs by name."""
    call = call or make_call(status=CallStatus.RELEASED)
    sides = [("eu", HERE), ("lac", THERE)]
    hubs = {
        place: select(call, place, region, country)
        for region, places in sides
        for place, country in places.items()
    }
    return make_scenario(call, name=name, by=by), hubs


def bring_together(scenario: Scenario, *hubs: str, by: User) -> None:
    """A pair, made by somebody who has seen the latest board."""
    scenario.refresh_from_db()
    revise_scenario(scenario, move="pair", hubs=hubs, seen=scenario.version, by=by)
