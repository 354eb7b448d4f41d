"""Events for tests, made by the operations as in life."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from events.models import Audience, Event, EventKind
from events.operations.events import announce_event, publish_event
from events.telling import Told

ROOM = "https://meet.example.org/secret-room"


def in_(**time: float) -> datetime:
    """So long from now, on the full minute."""
    return (timezone.now() + timedelta(**time)).replace(second=0, microsecond=0)


def make_kind(code: str = "networking", **fields: Any) -> EventKind:
    return EventKind.objects.get_or_create(code=code, defaults={"name": code.capitalize()} | fields)[0]


def make_draft(title: str = "Meeting of the hubs", **facts: Any) -> Event:
    """By default in ten days, two hours long, online, for everybody with an account."""
    starts_at = facts.pop("starts_at", in_(days=10))
    hours = timedelta(hours=facts.pop("hours", 2))
    zone = facts.pop("zone", "Europe/Brussels")
    values = {
        "told": Told.at(starts_at, starts_at + hours, zone),
        "kind": facts.pop("kind", None) or make_kind(),
        "mode": "online",
        "audience": Audience.EVERYBODY,
        "join_url": ROOM,
    } | facts
    return announce_event(by=None, title=title, **values)


def make_event(title: str = "Meeting of the hubs", **facts: Any) -> Event:
    event = make_draft(title, **facts)
    publish_event(event, by=None)
    return event


def make_field_event(title: str = "A conference", **facts: Any) -> Event:
    """One of the field: without registration, on a day in the past."""
    told = Told("day", "2024-05-06")
    values = {"told": told, "audience": Audience.NOBODY, "of_programme": False, "join_url": "", "mode": ""}
    return make_event(title, **values | facts)
