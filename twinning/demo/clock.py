"""A clock for stories: operations take place when they would have taken place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Any

from django.utils import timezone


class AnyDatetime(type):
    """Every moment is an instance, whichever clock it was read from."""

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, datetime)


@contextmanager
def happening(at: datetime) -> Iterator[None]:
    """Within it, `timezone.now()` is `at`; for commands that build a past, never for a server.

    The clock that this function reads is exchanged and not the function: fields have it as their default.
    """

    class Then(datetime, metaclass=AnyDatetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return at.astimezone(tz)

    real = timezone.datetime  # type: ignore[attr-defined]
    timezone.datetime = Then  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = real  # type: ignore[attr-defined]
