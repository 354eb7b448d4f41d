"""On a hub's own page: its answers on how the twinning goes, for its people alone."""

from typing import Any

from hubs.extras import Extra, hub_extra
from hubs.models import Hub, Pulse
from hubs.states import TwinningStatus


@hub_extra
def pulse_of(hub: Hub, user: Any) -> Extra | None:
    if not user.is_authenticated:
        return None
    theirs = Pulse.objects.filter(hub=hub, hub__memberships__user=user)
    latest = theirs.filter(is_latest=True, twinning__status=TwinningStatus.RUNNING)
    pulses = list(latest.select_related("hub", "twinning").order_by("pk"))
    return Extra("hubs/_pulse_of_hub.html", {"pulses": pulses}) if pulses else None
