"""One day on two clocks: when each side is at work, and when both are; for a drawing and its words.

The drawing is a day of the first side's clock, from midnight to midnight. The second side's hours fall
where they fall: what passes midnight comes in on the other end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hubs.pairing.office_hours import Interval, on
from hubs.pairing.profiles import Hours, Place

A_DAY = 24 * 60
MINUTE = timedelta(minutes=1)


class Span(NamedTuple):
    """Minutes since midnight on the first side's clock."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


class Meeting(NamedTuple):
    """A stretch at which both are at work, on the clock of each; minutes since midnight."""

    here: Span
    there: Span


@dataclass(frozen=True)
class Day:
    """`offsets` are minutes ahead of UTC; `ahead`: how far the second clock is before the first."""

    day: date
    offsets: tuple[int, int]
    first: tuple[Span, ...]
    second: tuple[Span, ...]
    both: tuple[Span, ...]
    meetings: tuple[Meeting, ...]

    @property
    def ahead(self) -> int:
        return self.offsets[1] - self.offsets[0]

    @property
    def minutes(self) -> int:
        return sum(span.length for span in self.both)


def day_of(first: Place, second: Place, day: date, hours: Hours) -> Day:
    """A working day of both, whatever the calendar says of it: what the clocks alone allow."""
    offsets = (_offset(first, day), _offset(second, day))
    here = _since_midnight(on(first, day, hours), first, day)
    there = _since_midnight(on(second, day, hours), first, day)
    ours, theirs = _folded([here]), _folded([there])
    both = _shared(ours, theirs)
    ahead = offsets[1] - offsets[0]
    return Day(day, offsets, ours, theirs, both, tuple(Meeting(one, _moved(one, ahead)) for one in both))


def _offset(place: Place, day: date) -> int:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(place.zone))
    offset = noon.utcoffset()
    return 0 if offset is None else offset // MINUTE


def _since_midnight(times: Interval, place: Place, day: date) -> Span:
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(place.zone))
    start, end = ((at - midnight) // MINUTE for at in times)
    return Span(start, end)


def _folded(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Each within one day: what lies before or after it comes in on the other end."""
    pieces = [
        Span(max(start + shift, 0), min(end + shift, A_DAY))
        for start, end in spans
        for shift in (-A_DAY, 0, A_DAY)
    ]
    return tuple(sorted(piece for piece in pieces if piece.start < piece.end))


def _shared(first: Sequence[Span], second: Sequence[Span]) -> tuple[Span, ...]:
    pieces = [Span(max(a.start, b.start), min(a.end, b.end)) for a in first for b in second]
    return tuple(sorted(piece for piece in pieces if piece.start < piece.end))


def _moved(span: Span, by: int) -> Span:
    """The same stretch on a clock that is `by` minutes ahead; its end may pass midnight."""
    start = (span.start + by) % A_DAY
    return Span(start, start + span.length)
