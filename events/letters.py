"""All that the events app writes to people."""

from typing import Any

from django.utils import timezone

from events.entries import entry_of
from events.ics import calendar_of, can_be_entered
from events.models import Attendance, Event
from events.wording import place_words, when_words
from twinning.core.letters import letter, link


@letter("events.registered")
def registered(about: int) -> dict[str, Any]:
    """The receipt of a registration, with the event for the reader's calendar."""
    return _about_attendance(about)


@letter("events.reminder")
def reminder(about: int) -> dict[str, Any]:
    """The one reminder before the event."""
    return _about_attendance(about)


@letter("events.moved")
def moved(about: int) -> dict[str, Any]:
    """Time or place are others now."""
    return _about_attendance(about)


@letter("events.cancelled")
def cancelled(about: int) -> dict[str, Any]:
    """It does not take place, and why."""
    return _about_attendance(about)


def _about_attendance(about: int) -> dict[str, Any]:
    """Everything as it stands when the letter is put into words, on the reader's clock."""
    event = Attendance.objects.select_related("event").get(pk=about).event
    return {
        "event": event,
        "when": when_words(event.when),
        "when_there": _on_the_clock_there(event),
        "place": place_words(event.city, event.country.name, event.mode),
        "door": link(event.get_absolute_url()),
        "attachments": _calendar_file(event),
    }


def _on_the_clock_there(event: Event) -> str:
    """The same on the clock of the place, where that is another than the reader's."""
    is_elsewhere = event.starts_at and event.time_zone != timezone.get_current_timezone_name()
    return when_words(event.when, event.time_zone) if is_elsewhere else ""


def _calendar_file(event: Event) -> list[tuple[str, bytes, str]]:
    if not can_be_entered(event.when):
        return []
    content = calendar_of([entry_of(event, is_registered=True)])
    return [(f"{event.slug}.ics", content, "text/calendar")]
