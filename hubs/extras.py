"""What higher apps add to a hub's page without being known here.

A higher app registers a function in its `ready()`; it gives the template and context of a part of
the page, or None where it has nothing to say:

    @hub_extra
    def portfolio_of(hub, user):
        return Extra("portfolios/_of_hub.html", {"portfolio": …})

What it shows to some alone, it shows to the office, to reviewers, or to people of this hub and of those that
it was twinned with: for all others one page is kept (`hubs.theirs.has_no_part_in_it`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hubs.models import Hub


@dataclass(frozen=True)
class Extra:
    """A part of a hub's page: the template sees `context` as `part`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


HubExtra = Callable[[Hub, Any], Extra | None]
HUB_EXTRAS: list[HubExtra] = []


def hub_extra(contribute: HubExtra) -> HubExtra:
    """Register what an app adds to every hub's page."""
    HUB_EXTRAS.append(contribute)
    return contribute


def extras_of(hub: Hub, user: Any) -> list[Extra]:
    """What all apps add to this hub's page, for this reader."""
    offered = [contribute(hub, user) for contribute in HUB_EXTRAS]
    return [extra for extra in offered if extra]
