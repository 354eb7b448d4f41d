"""What waits for a person: each app tells its own, the desk shows them together."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from twinning.core.present import which_are_there


@dataclass(frozen=True)
class Waiting:
    """One thing to do: a title, where to do it, and until when (None: no deadline)."""

    title: Any
    url: str
    due_at: datetime | None = None
    note: Any = ""
    kind: Any = ""


class Sort(NamedTuple):
    """Things of one sort: the rows that they are told from, if it takes no more than rows."""

    tell: Callable[[Any], Iterable[Waiting]]
    rows: Any = None


def told(sorts: Iterable[Sort]) -> Iterator[Waiting]:
    """Of most sorts nothing waits: that is asked of all at once, and only what is there is read."""
    sorts = list(sorts)
    there = iter(which_are_there([sort.rows for sort in sorts if sort.rows is not None]))
    for sort in sorts:
        if sort.rows is None or next(there):
            yield from sort.tell(sort.rows)


def in_order(things: list[Waiting]) -> list[Waiting]:
    """The nearest deadline first; what has none comes last, as it came."""
    return sorted(things, key=lambda thing: (thing.due_at is None, thing.due_at or 0))
