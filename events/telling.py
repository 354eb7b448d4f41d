"""What somebody tells of a date, looked through for what does not fit together: pure, in no language."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from re import ASCII, compile
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from events.calendar import DAY, MONTH, YEAR, PartialDate, Precision, When

CLOCK = compile(r"([01]\d|2[0-3]):[0-5]\d", ASCII)
GRAINS = {
    Precision.MINUTE: DAY,
    Precision.DAY: DAY,
    Precision.RANGE: DAY,
    Precision.MONTH: MONTH,
    Precision.YEAR: YEAR,
}


class Flaw(NamedTuple):
    """What does not fit, and in which part of what was told."""

    field: str
    code: str


@dataclass(frozen=True)
class Told:
    """What somebody says of a date, as texts: dates as in `PartialDate.read`, times as `14:30`."""

    precision: str = Precision.UNKNOWN
    start: str = ""
    end: str = ""
    start_time: str = ""
    end_time: str = ""
    time_zone: str = ""

    @classmethod
    def at(cls, starts_at: datetime, ends_at: datetime | None = None, zone: str = "UTC") -> "Told":
        """What is said of instants known to the minute, on the clocks of the zone."""
        start = starts_at.astimezone(ZoneInfo(zone))
        end = ends_at.astimezone(ZoneInfo(zone)) if ends_at else None
        return cls(
            Precision.MINUTE,
            start.date().isoformat(),
            end.date().isoformat() if end and end.date() != start.date() else "",
            f"{start:%H:%M}",
            f"{end:%H:%M}" if end else "",
            zone,
        )


def flaws(told: Told) -> list[Flaw]:
    """All that does not fit together; empty when it can be understood."""
    return _flaws_of_parts(told) or _flaws_of_dates(told) or _flaws_of_times(told)


def understand(told: Told) -> When:
    """What was told, if it has no flaw; otherwise a ValueError."""
    if found := flaws(told):
        raise ValueError(found)
    start = PartialDate.read(told.start) if told.start else None
    end = PartialDate.read(told.end) if told.end else None
    precision = Precision(told.precision)
    starts_at, ends_at = _instants(told) if precision == Precision.MINUTE else (None, None)
    return When(precision, start, end, starts_at, ends_at, told.time_zone)


def _flaws_of_parts(told: Told) -> list[Flaw]:
    found = []
    if told.precision not in set(Precision):
        found.append(Flaw("precision", "precision_unknown"))
    for name in ("start", "end"):
        if (text := getattr(told, name)) and not _is_date(text):
            found.append(Flaw(name, "date_unreadable"))
    for name in ("start_time", "end_time"):
        if (text := getattr(told, name)) and not CLOCK.fullmatch(text):
            found.append(Flaw(name, "time_unreadable"))
    if told.time_zone and told.time_zone not in zones():
        found.append(Flaw("time_zone", "zone_unknown"))
    return found


def _flaws_of_dates(told: Told) -> list[Flaw]:
    if told.precision == Precision.UNKNOWN:
        given = [name for name in ("start", "end", "start_time", "end_time") if getattr(told, name)]
        return [Flaw(name, "known_although_unknown") for name in given]
    if not told.start:
        return [Flaw("start", "start_missing")]
    start = PartialDate.read(told.start)
    end = PartialDate.read(told.end) if told.end else start
    if start.grain != GRAINS.get(Precision(told.precision), start.grain):
        return [Flaw("start", "not_as_precise_as_said")]
    if end.grain != start.grain:
        return [Flaw("end", "not_as_precise_as_start")]
    if end.first < start.first:
        return [Flaw("end", "ends_before_start")]
    if told.precision == Precision.RANGE and end.first == start.first:
        return [Flaw("end", "range_without_end")]
    return []


def _flaws_of_times(told: Told) -> list[Flaw]:
    if told.precision != Precision.MINUTE:
        given = [name for name in ("start_time", "end_time") if getattr(told, name)]
        return [Flaw(name, "time_although_not_known") for name in given]
    needed = {"start_time": "time_missing", "time_zone": "zone_missing"}
    if missing := [Flaw(name, code) for name, code in needed.items() if not getattr(told, name)]:
        return missing
    starts_at, ends_at = _instants(told)
    instants = {"start_time": starts_at, "end_time": ends_at}
    skipped = [name for name, instant in instants.items() if instant and not _exists(told, name, instant)]
    if skipped:
        return [Flaw(name, "time_skipped") for name in skipped]
    return [Flaw("end_time", "ends_before_start")] if ends_at and ends_at <= starts_at else []


def _instants(told: Told) -> tuple[datetime, datetime | None]:
    starts_at = _instant(told.start, told.start_time, told.time_zone)
    if not told.end_time:
        return starts_at, None
    return starts_at, _instant(told.end or told.start, told.end_time, told.time_zone)


def _instant(day: str, clock: str, zone: str) -> datetime:
    """The first of two, where the clock is put back and shows the time twice."""
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo(zone))
    return local.astimezone(UTC)


def _exists(told: Told, name: str, instant: datetime) -> bool:
    """Not where the clock is put forward over this time."""
    return f"{instant.astimezone(ZoneInfo(told.time_zone)):%H:%M}" == getattr(told, name)


def _is_date(text: str) -> bool:
    try:
        PartialDate.read(text)
    except ValueError:
        return False
    return True


@cache
def zones() -> frozenset[str]:
    """The names of all time zones."""
    return frozenset(available_timezones())
