"""When a request came in: who handed in before a deadline and had to wait for a turn was in time.

It counts for a minute at most, or somebody could begin a request in time and send its words an hour later.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

LONGEST = timedelta(minutes=1)
_arrived: ContextVar[datetime | None] = ContextVar("arrived", default=None)


@contextmanager
def arriving() -> Iterator[None]:
    """Whatever is done within it was asked for now."""
    token = _arrived.set(timezone.now())
    try:
        yield
    finally:
        _arrived.reset(token)


def asked_at() -> datetime:
    """The instant that deadlines are held against; outside of a request it is now."""
    now, arrived = timezone.now(), _arrived.get()
    return now if arrived is None else max(arrived, now - LONGEST)
