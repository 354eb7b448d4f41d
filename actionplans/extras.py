"""What this app adds to a hub's page."""

from typing import Any

from actionplans.models import Plan
from actionplans.overview import COLUMNS, in_rows
from hubs.extras import Extra, hub_extra
from hubs.models import Hub


@hub_extra
def plans_of(hub: Hub, user: Any) -> Extra | None:
    """The plans that it writes with its partners, for those who may see them."""
    if not user.is_authenticated:
        return None
    plans = Plan.objects.visible_to(user).filter(twinning__hubs=hub)
    rows = in_rows(plans.values_list(*COLUMNS))
    return Extra("actionplans/_of_hub.html", {"rows": rows}) if rows else None
