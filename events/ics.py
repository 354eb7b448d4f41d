"""Events for people's own calendars (RFC 5545): pure, only of what is known to the day or the minute."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Component

from events.calendar import Precision, When

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One event, in words; `version` grows with every change, so that calendars take the newest."""

    uid: str
    title: str
    when: When
    url: str
    changed_at: datetime
    version: int = 1
    place: str = ""
    description: str = ""
    is_cancelled: bool = False


def can_be_entered(when: When) -> bool:
    """A calendar has no place for dates that are inferred, in conflict, or known by month."""
    return when.precision in (Precision.DAY, Precision.MINUTE)


def calendar_of(entries: Iterable[Entry], *, name: str = "") -> bytes:
    """The entries that can be entered, as a file that every calendar reads."""
    calendar = Calendar()
    calendar.add("prodid", "-//Twinning//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    for entry in entries:
        if can_be_entered(entry.when):
            calendar.add_component(_component(entry))
    return calendar.to_ical()


def _component(entry: Entry) -> Component:
    component = Component()
    facts = {
        "uid": entry.uid,
        "dtstamp": entry.changed_at,
        "last-modified": entry.changed_at,
        "sequence": entry.version,
        "summary": entry.title,
        "status": "CANCELLED" if entry.is_cancelled else "CONFIRMED",
        "url": entry.url,
        "location": entry.place,
        "description": entry.description,
    }
    for name, value in (facts | _times(entry.when)).items():
        if value not in ("", None):
            component.add(name, value)
    return component


def _times(when: When) -> dict[str, object]:
    """Instants in UTC, or whole days: a calendar's end is the day after the last."""
    if when.starts_at:
        return {"dtstart": when.starts_at, "dtend": when.ends_at}
    return {"dtstart": when.sort_on, "dtend": when.until + timedelta(days=1)}
