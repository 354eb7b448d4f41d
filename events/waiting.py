"""What waits for a person among the events: registering, coming, and for the office publishing."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from events.audience import audiences_of
from events.models import Attendance, Event
from events.states import EventStatus
from twinning.core.waiting import Waiting

MOST = 5  # of each sort; the list of events has them all


def waiting_for(user: Any) -> list[Waiting]:
    """All of it, in no particular order."""
    if not user.is_authenticated:
        return []
    return [*_to_attend(user), *_to_register(user), *_to_publish(user)]


def _to_attend(user: Any) -> Iterator[Waiting]:
    theirs = Attendance.objects.of(user).registered().values("event")
    for event in Event.objects.to_come().filter(pk__in=theirs).soonest_first()[:MOST]:
        yield _waiting(event, _("you are registered"))


def _to_register(user: Any) -> Iterator[Waiting]:
    """Whoever cancelled their registration is not asked again."""
    if user.works_in_office:
        return
    decided = Attendance.objects.of(user).values("event")
    open_to_them = Event.objects.to_come().of_programme().filter(audience__in=audiences_of(user))
    for event in open_to_them.exclude(pk__in=decided).soonest_first()[:MOST]:
        yield _waiting(event, _("registration is open"))


def _to_publish(user: Any) -> Iterator[Waiting]:
    if user.works_in_office:
        for event in Event.objects.filter(status=EventStatus.DRAFT).soonest_first()[:MOST]:
            yield _waiting(event, _("not yet published"))


def _waiting(event: Event, note: str) -> Waiting:
    return Waiting(
        title=event.title,
        url=event.get_absolute_url(),
        due_at=event.starts_at,
        note=note,
        kind=_("event"),
    )
