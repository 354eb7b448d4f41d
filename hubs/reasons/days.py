"""Office hours of two hubs over a day in January and one in July: what is drawn, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hubs.pairing.day import A_DAY, Day, Span, day_of
from hubs.pairing.profiles import Hours, Profile
from hubs.problem.wording import listed

EVERY = 4 * 60  # minutes between two numbers on the scale
MIDDLE_OF = (1, 7)  # months, winter and summer of either half of the world


@dataclass(frozen=True)
class Scale:
    """A clock over or under the drawing: its zone, how far it is from UTC, and its numbers."""

    zone: str
    utc: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Bar:
    """In minutes from the left edge, of 1,440."""

    x: int
    width: int


@dataclass(frozen=True)
class DayDrawn:
    month: str
    scales: tuple[Scale, Scale]
    first: tuple[Bar, ...]
    second: tuple[Bar, ...]
    both: tuple[Bar, ...]
    words: str


def days_between(first: Profile, second: Profile, hours: Hours) -> tuple[DayDrawn, ...]:
    """None where a time zone is not known."""
    if not first.place or not second.place:
        return ()
    zones = (first.place.zone, second.place.zone)
    days = [day_of(first.place, second.place, date(hours.year, month, 15), hours) for month in MIDDLE_OF]
    return tuple(_drawn(day, zones) for day in days)


def _drawn(day: Day, zones: tuple[str, str]) -> DayDrawn:
    month = capfirst(str(MONTHS[day.day.month]))  # the word that its sentence begins with
    return DayDrawn(
        month=month,
        scales=(_scale(zones[0], day.offsets[0], 0), _scale(zones[1], day.offsets[1], day.ahead)),
        first=_bars(day.first),
        second=_bars(day.second),
        both=_bars(day.both),
        words=_in_words(day, month, zones),
    )


def _scale(zone: str, offset: int, ahead: int) -> Scale:
    numbers = tuple(_clock((at + ahead) % A_DAY) for at in range(0, A_DAY, EVERY))
    return Scale(zone, _from_utc(offset), (*numbers, "24:00" if not ahead else numbers[0]))


def _from_utc(offset: int) -> str:
    hours, minutes = divmod(abs(offset), 60)
    sign = "−" if offset < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def _bars(spans: Sequence[Span]) -> tuple[Bar, ...]:
    return tuple(Bar(span.start, span.length) for span in spans)


def _in_words(day: Day, month: str, zones: tuple[str, str]) -> str:
    if not day.meetings:
        return _("%(month)s: they are never at work at the same time.") % {"month": month}
    here = listed(_stretch(meeting.here) for meeting in day.meetings)
    there = listed(_stretch(meeting.there) for meeting in day.meetings)
    hours = f"{day.minutes / 60:g}"
    values = {"month": month, "hours": hours, "here": here, "zone": zones[0]}
    values |= {"there": there, "other_zone": zones[1]}
    says = _(
        "%(month)s: both are at work %(here)s (%(zone)s), which is %(there)s (%(other_zone)s). "
        "Hours together on a working day: %(hours)s."
    )
    return says % values


def _stretch(span: Span) -> str:
    return f"{_clock(span.start)}–{_clock(span.end if span.end == A_DAY else span.end % A_DAY)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
