"""What of an event's page is the reader's own: whether they come, and how to say so."""

from typing import Any

from events.models import Attendance, Audience, Event
from events.states import EventStatus
from twinning.core.keeping import until_change, until_public_change
from twinning.core.web import find, permitted


def event_for(user: Any, slug: str) -> Event:
    """The event, if this person may see it; all outside the office see the same, until something changes."""

    def read() -> Event:
        return find(Event.objects.visible_to(user).select_related("kind"), slug=slug)

    return read() if getattr(user, "works_in_office", False) else until_public_change(("event", slug), read)


def registration(user: Any, *, slug: str) -> dict[str, Any]:
    """Gathered once for a person, until anything changes."""
    this = event_for(user, slug)
    if not user.is_authenticated:
        return _gathered(this, user)
    return until_change(("registration", slug, user.pk, user.role), lambda: _gathered(this, user))


def _gathered(event: Event, user: Any) -> dict[str, Any]:
    """What this person is to the event; how many others come is told to the office alone."""
    own = _own(event, user)
    in_office = bool(getattr(user, "works_in_office", False))
    is_on = event.status == EventStatus.PUBLISHED
    return {
        "event": event,
        "is_to_come": event.is_to_come,
        "attendance": own,
        "may_register": own is None and permitted(user, "events.register_attendance", event),
        "may_cancel": own is not None and permitted(user, "events.cancel_attendance", own),
        "join_url": event.join_url if is_on and (own or in_office) else "",
        "registered": event.attendances.registered().count() if in_office else None,
        "is_for_participants": event.audience == Audience.PARTICIPANTS,
    }


def _own(event: Event, user: Any) -> Attendance | None:
    if not (user.is_authenticated and event.takes_registrations):
        return None
    theirs = Attendance.objects.of(user).registered().filter(event=event)
    return theirs.select_related("event").first()
