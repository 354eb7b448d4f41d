"""Dates and places of events in the reader's words."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.calendar import Precision, Spoken, When

NOT_KNOWN = gettext_lazy("date not known")
DOUBTS = {
    Precision.RANGE: gettext_lazy("exact day not stated"),
    Precision.YEAR_INFERRED: gettext_lazy("year inferred"),
    Precision.CONFLICT: gettext_lazy("sources disagree"),
}
NAMED = {"jF": "MONTH_DAY_FORMAT", "jFY": "DATE_FORMAT", "FY": "YEAR_MONTH_FORMAT"}

FLAWS = {
    "precision_unknown": gettext_lazy("This is not one of the words for what is known of a date."),
    "date_unreadable": gettext_lazy("Write a date that exists as 2025, 2025-11 or 2025-11-20."),
    "time_unreadable": gettext_lazy("Write a time as 14:30."),
    "zone_unknown": gettext_lazy("This time zone is not known. Write it like Europe/Lisbon."),
    "known_although_unknown": gettext_lazy("The date is said to be unknown: leave this empty."),
    "start_missing": gettext_lazy("The first day is missing."),
    "not_as_precise_as_said": gettext_lazy(
        "This does not fit what is said to be known: the day, the month or the year."
    ),
    "not_as_precise_as_start": gettext_lazy("Write the last day as precisely as the first."),
    "ends_before_start": gettext_lazy("This is before the beginning."),
    "range_without_end": gettext_lazy("A day between two needs a later last day."),
    "time_although_not_known": gettext_lazy("There is a time, so say that day and time are known."),
    "time_missing": gettext_lazy("The time is said to be known, and missing."),
    "zone_missing": gettext_lazy("A time needs the time zone of its place."),
    "time_skipped": gettext_lazy("The clock is put forward over this time on that day."),
}


def date_words(when: When) -> str:
    """`31 August – 3 September 2020`, `2025 (year inferred)`, `date not known`."""
    if not (spoken := when.spoken()):
        return str(NOT_KNOWN)
    # A bare day or month stands close to its dash: 26–28 November, May–June.
    dash = "–" if len(spoken[0].parts) == 1 else " – "
    words = dash.join(map(_day_words, spoken))
    return f"{words} ({DOUBTS[when.precision]})" if when.precision in DOUBTS else words


def when_words(when: When, zone: str = "") -> str:
    """The dates, and the time where it is known: on the clock of the zone, or else of the reader."""
    if when.starts_at is None:
        return date_words(when)
    clock = ZoneInfo(zone) if zone else timezone.get_current_timezone()
    start = timezone.localtime(when.starts_at, clock)
    words = _moment_words(start)
    if when.ends_at:
        end = timezone.localtime(when.ends_at, clock)
        same_day = end.date() == start.date()
        words += f"–{_clock_words(end)}" if same_day else f" – {_moment_words(end)}"
    return f"{words} ({zone_words(str(clock))})"


def clock_times(when: When) -> dict[str, str]:
    """The times on the clock of the place, as a form shows them."""
    clock = ZoneInfo(when.time_zone) if when.time_zone else None
    instants = {"start_time": when.starts_at, "end_time": when.ends_at}
    return {
        name: f"{timezone.localtime(instant, clock):%H:%M}" if instant else ""
        for name, instant in instants.items()
    }


def zone_words(zone: str) -> str:
    """`America/Sao Paulo`, and `GMT` for what its database calls Etc/GMT."""
    return zone.removeprefix("Etc/").replace("_", " ")


def place_words(city: str, country: str, mode: str = "") -> str:
    """Where it is, as far as is known: a place, or online, or both, or nothing."""
    place = ", ".join(part for part in (city, country) if part)
    if mode == "online":
        return _("online")
    if mode == "hybrid":
        return _("%(place)s and online") % {"place": place} if place else _("on site and online")
    return place


def _day_words(spoken: Spoken) -> str:
    return _said(spoken, translation.get_language() or "en")


@lru_cache(2000)
def _said(spoken: Spoken, language: str) -> str:
    """In the active language; lists say the same days again and again."""
    return formats.date_format(spoken.day, NAMED.get(spoken.parts, spoken.parts))


def _moment_words(local: datetime) -> str:
    return f"{_day_words(Spoken(local.date(), 'jFY'))}, {_clock_words(local)}"


def _clock_words(local: datetime) -> str:
    return formats.time_format(local, "H:i")
