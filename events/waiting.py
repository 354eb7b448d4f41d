"""What waits for a person among the events: registering, coming, and for the office publishing."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from events.audience import audiences_of
from events.models import Attendance, Event
from events.states import EventStatus
from twinning.core.waiting import Sort, Waiting, told

MOST = 5  # of each sort; the list of events has them all


def waiting_for(user: Any) -> list[Waiting]:
    """All of it, in no particular order."""
    return list(told(sorts(user)))


def sorts(user: Any) -> Iterator[Sort]:
    """What can wait for a person. Whoever cancelled their registration is not asked again."""
    if not user.is_authenticated:
        return
    theirs = Attendance.objects.of(user)
    coming = Event.objects.to_come().filter(pk__in=theirs.registered().values("event"))
    yield Sort(lambda events: _each(events, _("you are registered")), coming)
    if user.works_in_office:
        drafts = Event.objects.filter(status=EventStatus.DRAFT)
        yield Sort(lambda events: _each(events, _("not yet published")), drafts)
    else:
        ours = Event.objects.to_come().of_programme().exclude(pk__in=theirs.values("event"))
        yield Sort(lambda events: _to_register(events, user), ours)


def _to_register(events: Any, user: Any) -> Iterator[Waiting]:
    return _each(events.filter(audience__in=audiences_of(user)), _("registration is open"))


def _each(events: Any, note: str) -> Iterator[Waiting]:
    for event in events.soonest_first()[:MOST]:
        yield _waiting(event, note)


def _waiting(event: Event, note: str) -> Waiting:
    return Waiting(
        title=event.title,
        url=event.get_absolute_url(),
        due_at=event.starts_at,
        note=note,
        kind=_("event"),
    )
