"""What twinned hubs have done and what is overdue, as higher apps tell it without being known here.

A higher app registers a function in its `ready()`; it tells of many twinnings at once, so that a page
of them costs the same however many there are:

    @twinning_work
    def work_in_plans(twinnings, since):
        return {twinning: Work(overdue=(…), deeds={hub: Deeds(…)})}
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Overdue:
    """Something that should have been done by then; without `hub` all hubs do it together."""

    title: str
    due_on: date
    hub: int | None = None


@dataclass(frozen=True)
class Deeds:
    """How much a hub's people did since the given instant, and when they last did anything at all."""

    number: int = 0
    last: datetime | None = None


@dataclass(frozen=True)
class Work:
    overdue: tuple[Overdue, ...] = ()
    deeds: Mapping[int, Deeds] = field(default_factory=dict)


Teller = Callable[[Collection[int], datetime], Mapping[int, Work]]
TWINNING_WORK: list[Teller] = []


def twinning_work(tell: Teller) -> Teller:
    """Register what an app knows of the work of twinnings."""
    TWINNING_WORK.append(tell)
    return tell


def work_of(twinnings: Collection[int], since: datetime) -> dict[int, Work]:
    """What all apps tell, put together."""
    found: dict[int, Work] = {}
    for tell in TWINNING_WORK:
        for twinning, work in tell(twinnings, since).items():
            found[twinning] = _together(found.get(twinning, Work()), work)
    return found


def _together(one: Work, other: Work) -> Work:
    hubs = one.deeds.keys() | other.deeds.keys()
    deeds = {hub: _added(one.deeds.get(hub, Deeds()), other.deeds.get(hub, Deeds())) for hub in hubs}
    return Work(one.overdue + other.overdue, deeds)


def _added(one: Deeds, other: Deeds) -> Deeds:
    lasts = [last for last in (one.last, other.last) if last]
    return Deeds(one.number + other.number, max(lasts, default=None))
