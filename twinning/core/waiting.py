"""What waits for a person: each app tells its own, the desk shows them together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Waiting:
    """One thing to do: a title, where to do it, and until when (None: no deadline)."""

    title: Any
    url: str
    due_at: datetime | None = None
    note: Any = ""
    kind: Any = ""


def in_order(things: list[Waiting]) -> list[Waiting]:
    """The nearest deadline first; what has none comes last, as it came."""
    return sorted(things, key=lambda thing: (thing.due_at is None, thing.due_at or 0))
