"""What is known of a date, from the minute down to nothing at all: pure, in no language.

A `When` sorts, knows when it is over, and says which parts of its dates to speak out; what somebody
tells becomes one in `events.telling`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from re import ASCII, compile
from typing import Any, NamedTuple, Protocol

UNDATED = date.min  # sorts before everything that has a date
NEVER = date.max  # the last day of what has no date yet: it is still to come
YEAR, MONTH, DAY = "Y", "FY", "jFY"  # how finely a date is known
DATE = compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", ASCII)


class Precision(StrEnum):
    MINUTE = "minute"
    DAY = "day"
    RANGE = "range"  # some day between the two
    MONTH = "month"
    YEAR = "year"
    YEAR_INFERRED = "year-inferred"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day: all that is known, and no more."""

    text: str
    grain: str
    first: date
    last: date

    @classmethod
    def read(cls, text: str) -> "PartialDate":
        """Of `2025`, `2025-11` or `2025-11-20`; a ValueError for anything else."""
        if not (found := DATE.fullmatch(text)):
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in found.groups())
        if day and month:
            return cls(text, DAY, date(year or 0, month, day), date(year or 0, month, day))
        first = date(year or 0, month or 1, 1)
        closing = month or 12
        last = first.replace(month=closing, day=monthrange(first.year, closing)[1])
        return cls(text, MONTH if month else YEAR, first, last)


class Spoken(NamedTuple):
    """A day and which of its parts to say: `j`, `F`, `jF`, `FY`, `jFY` or `Y`."""

    day: date
    parts: str


class Facts(Protocol):
    """What says when something is: a record, or the columns of one."""

    @property
    def precision(self) -> Any: ...
    @property
    def start(self) -> Any: ...
    @property
    def end(self) -> Any: ...
    @property
    def starts_at(self) -> Any: ...
    @property
    def ends_at(self) -> Any: ...
    @property
    def time_zone(self) -> Any: ...


@dataclass(frozen=True)
class When:
    """What is known, understood. Instants only where the minute is known."""

    precision: Precision
    start: PartialDate | None = None
    end: PartialDate | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_zone: str = ""

    @classmethod
    def known(cls, facts: Facts) -> "When":
        """Of what is stored of an event."""
        return cls(
            Precision(facts.precision),
            PartialDate.read(facts.start) if facts.start else None,
            PartialDate.read(facts.end) if facts.end else None,
            facts.starts_at,
            facts.ends_at,
            facts.time_zone,
        )

    @property
    def sort_on(self) -> date:
        """The first day it can begin on."""
        return self.start.first if self.start else UNDATED

    @property
    def until(self) -> date:
        """The last day it can be on."""
        last = self.end or self.start
        return last.last if last else NEVER

    def spoken(self) -> list[Spoken]:
        """No date, one, or two, the first without what it shares with the second."""
        if not self.start:
            return []
        grain, first, last = self.start.grain, self.sort_on, self.until
        if self.end is None or self.end.first == first:
            return [Spoken(first, grain)]
        parts = grain.replace("Y", "") if first.year == last.year and grain != YEAR else grain
        if parts == "jF" and first.month == last.month:
            parts = "j"
        return [Spoken(first, parts), Spoken(last, grain)]
