"""Working hours that two places share over a whole year, in minutes.

Each place works on its own clock from Monday to Friday (or what its country calls the week) except on
public holidays, and changes its clocks on its own days. `shared_minutes` walks through the year and can
be read; `shared_minutes_table` reckons many places at once, in quarters of an hour, and agrees with it.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from hubs.pairing.profiles import Hours, Place

Interval = tuple[datetime, datetime]
A_DAY = timedelta(days=1)
MONDAY_TO_FRIDAY_ELSE = frozenset({5, 6})
QUARTER = 15  # minutes; no clock in use differs from UTC by less
QUARTERS_OF_A_DAY = 24 * 60 // QUARTER


def holidays_known(place: Place) -> bool:
    return _calendar(place.country, place.subdivision, 2000) is not None


@lru_cache(4096)
def _calendar(country: str, subdivision: str, year: int) -> Any:
    """The public holidays of the place in that year; None where nobody knows them."""
    import holidays  # heavy, and not for every process

    try:
        return holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    except (NotImplementedError, KeyError):
        return None


@lru_cache(4096)
def working_days(place: Place, year: int) -> tuple[date, ...]:
    calendar = _calendar(place.country, place.subdivision, year)
    weekend = getattr(calendar, "weekend", MONDAY_TO_FRIDAY_ELSE)
    closed = set(calendar or ())
    days = (date(year, 1, 1) + number * A_DAY for number in range(366))
    return tuple(
        day for day in days if day.year == year and day.weekday() not in weekend and day not in closed
    )


def on(place: Place, day: date, hours: Hours) -> Interval:
    """The working hours of that local day, in UTC."""
    clock = ZoneInfo(place.zone)
    opens, closes = (datetime.combine(day, at, clock) for at in (hours.opens, hours.closes))
    return opens.astimezone(UTC), closes.astimezone(UTC)


def intervals(place: Place, hours: Hours) -> list[Interval]:
    return [on(place, day, hours) for day in working_days(place, hours.year)]


@lru_cache(16_384)
def shared_minutes(first: Place, second: Place, hours: Hours) -> int:
    """Walk through both calendars side by side."""
    return sum(_both(intervals(first, hours), intervals(second, hours)), timedelta()) // timedelta(minutes=1)


def _both(first: Sequence[Interval], second: Sequence[Interval]) -> Iterator[timedelta]:
    here = there = 0
    while here < len(first) and there < len(second):
        opens = max(first[here][0], second[there][0])
        closes = min(first[here][1], second[there][1])
        if opens < closes:
            yield closes - opens
        if first[here][1] <= second[there][1]:
            here += 1
        else:
            there += 1


@lru_cache(4096)
def minutes_of(place: Place, hours: Hours) -> int:
    """The working minutes of one place in the year."""
    return shared_minutes(place, place, hours)


@lru_cache(16_384)
def shared_on(first: Place, second: Place, day: date, hours: Hours) -> float:
    """Hours shared on a day when both work: what the clocks alone allow, for a drawing or a sentence.

    The other side's working day may begin on the evening before or end on the day after.
    """
    ours = on(first, day, hours)
    theirs = [on(second, day + number * A_DAY, hours) for number in (-1, 0, 1)]
    return sum(_both([ours], theirs), timedelta()) / timedelta(hours=1)


def shared_minutes_table(first: Sequence[Place], second: Sequence[Place], hours: Hours) -> Any:
    """The same for all pairs of two lists, as a matrix of whole minutes."""
    import numpy

    there = numpy.stack([_quarters(place, hours) for place in second])
    shared = [numpy.bitwise_count(_quarters(place, hours) & there).sum(axis=1) for place in first]
    return numpy.stack(shared).astype(numpy.int64) * QUARTER


@lru_cache(2048)
def _quarters(place: Place, hours: Hours) -> Any:
    """One bit for each quarter of an hour of the year, with a day on both ends: 1 at work, else 0."""
    import numpy

    begin = datetime(hours.year, 1, 1, tzinfo=UTC) - A_DAY
    starts = numpy.array(
        [(opens - begin) // timedelta(minutes=QUARTER) for opens, _closes in intervals(place, hours)],
        dtype=numpy.int64,
    )
    year = numpy.zeros(368 * QUARTERS_OF_A_DAY, dtype=bool)
    year[(starts[:, None] + numpy.arange(_minutes(hours) // QUARTER)).ravel()] = True
    return numpy.packbits(year).view(numpy.uint64)


def _minutes(hours: Hours) -> int:
    opens, closes = (at.hour * 60 + at.minute for at in (hours.opens, hours.closes))
    return closes - opens


def forget() -> None:
    """Empty what is kept of calendars, as in a process that has just begun."""
    for kept in (_calendar, working_days, shared_minutes, minutes_of, shared_on, _quarters):
        kept.cache_clear()
