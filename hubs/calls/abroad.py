"""When a deadline falls on the clocks of another country: the hour, the day, and what keeps people from work.

Which zones a country has is in the table of the time zone database itself (`zone.tab`); public holidays
are the national ones. Nothing here is about any programme.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Any
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo

NIGHT_BEGINS, NIGHT_ENDS = 22, 7
WEEKEND = frozenset({5, 6})
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Shift:
    """Clocks go from one distance to UTC to another, on this local day."""

    day: date
    forward: bool


@dataclass(frozen=True)
class LocalDeadline:
    """The deadline in the zones of a country whose clocks agree on it."""

    zones: tuple[str, ...]
    local: datetime
    night: bool
    weekend: bool
    holiday: str
    eve: str  # a holiday on the day before
    shifts: tuple[Shift, ...]

    @property
    def warns(self) -> bool:
        return self.night or self.weekend or bool(self.holiday)


@cache
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """The zones of each country, by its code of two letters."""
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _place, zone, *_comment = line.split("\t")
            found.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in found.items()}


# Where most people of a country live, if that is not the first zone that the table has for it.
MOST_PEOPLE = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
    "UZ": "Asia/Tashkent",
}


def home_zone(country: str, city: str = "") -> str:
    """The zone named after the city, else the one where most people of the country live; "" if unknown."""
    zones = zones_by_country().get(country, ())
    if len(zones) == 1:
        return zones[0]
    named = [zone for zone in zones if _plain(zone.rsplit("/", 1)[-1]) == _plain(city)]
    return next(iter(named), MOST_PEOPLE.get(country) or next(iter(zones), ""))


def _plain(name: str) -> str:
    """Without accents, and as the table writes it."""
    letters = normalize("NFKD", name.strip().replace(" ", "_"))
    return "".join(letter for letter in letters if not combining(letter)).casefold()


def deadline_in(country: str, deadline: datetime, *, now: datetime, language: str) -> list[LocalDeadline]:
    """The deadline in each zone of the country that differs, the westernmost clock first."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    alike: dict[Any, list[str]] = {}
    for zone in zones_by_country().get(country, ()):
        local = deadline.astimezone(ZoneInfo(zone))
        alike.setdefault((local.utcoffset(), shifts(zone, today, deadline)), []).append(zone)
    calendar = _calendar(country, deadline.year, language)
    westernmost_first = sorted(alike.items(), key=lambda found: (found[0][0], found[1]))
    return [_described(zones, deadline, moved, calendar) for (_offset, moved), zones in westernmost_first]


def _described(
    zones: Iterable[str], deadline: datetime, moved: tuple[Shift, ...], calendar: Any
) -> LocalDeadline:
    names = tuple(zones)
    local = deadline.astimezone(ZoneInfo(names[0]))
    # Who may write until 00:00 on Monday has until the end of Sunday.
    last = local - timedelta(microseconds=1)
    day = last.date()
    return LocalDeadline(
        zones=names,
        local=local,
        night=last.hour >= NIGHT_BEGINS or last.hour < NIGHT_ENDS,
        weekend=day.weekday() in getattr(calendar, "weekend", WEEKEND),
        holiday=calendar.get(day) or "",
        eve=calendar.get(day - A_DAY) or "",
        shifts=moved,
    )


@cache
def _calendar(country: str, year: int, language: str) -> Any:
    """The public holidays of a country, named in the language if they are known in it, else in English."""
    import holidays  # heavy, and for the office's page alone

    try:
        languages = holidays.country_holidays(country, years=year).supported_languages
        fitting = [name for name in languages if name.split("_")[0] == language]
        english = [name for name in languages if name.startswith("en")]
        named = next(iter(fitting or english), None)
        return holidays.country_holidays(country, years=(year - 1, year, year + 1), language=named)
    except NotImplementedError:
        return {}


@lru_cache(1000)
def shifts(zone: str, start: datetime, end: datetime) -> tuple[Shift, ...]:
    """The days between two instants on which the clocks of a zone change."""
    clock = ZoneInfo(zone)
    found, instant = [], start
    before = start.astimezone(clock).utcoffset()
    while instant < end:
        instant = min(instant + A_DAY, end)
        local = instant.astimezone(clock)
        after = local.utcoffset()
        if after != before and after is not None and before is not None:
            found.append(Shift(_day_of_change(clock, instant - A_DAY, instant), after > before))
            before = after
    return tuple(found)


def _day_of_change(clock: ZoneInfo, before: datetime, after: datetime) -> date:
    """Halve the day in which it lies until a minute is left."""
    offset = before.astimezone(clock).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        if middle.astimezone(clock).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.astimezone(clock).date()
