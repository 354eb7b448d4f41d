"""Hubs on both shores that a call has selected, for tests of the desk."""

from typing import Any

from hubs.models import Call, Expression
from hubs.states import ExpressionStatus
from tests.factories import make_expression, make_hub

COUNTRIES = {"Aveiro": "PT", "Bilbao": "ES", "Lima": "PE", "Recife": "BR"}


def selected(call: Call, name: str, region: str, **fields: Any) -> Expression:
    hub = make_hub(name, region=region, country=COUNTRIES.get(name, "PT"), **fields)
    return make_expression(call, hub, status=ExpressionStatus.SELECTED)
