"""A clock for stories: operations take place when they would have taken place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def happening(at: datetime) -> Iterator[None]:
    """Within it, `timezone.now()` is `at`; for commands that build a past, never for a server."""
    real = timezone.now
    timezone.now = lambda: at  # type: ignore[assignment]
    try:
        yield
    finally:
        timezone.now = real
