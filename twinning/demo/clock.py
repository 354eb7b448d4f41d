"""A clock for stories: operations take place when they would have taken place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Any

from django.apps import apps
from django.utils import timezone

NOW = timezone.now  # what fields have taken hold of that are filled in with the present


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
    """Within it, `timezone.now()` is `at`, and so is what fields are filled in with by themselves; for
    commands that build a past, never for a server.
    """
    real, filled_in = timezone.now, [(field, field._get_default) for field in _filled_in()]
    timezone.now = lambda: at  # type: ignore[assignment]
    for field, _before in filled_in:
        field._get_default = timezone.now
    try:
        yield
    finally:
        timezone.now = real
        for field, before in filled_in:
            field._get_default = before


def _filled_in() -> list[Any]:
    every: Any = apps.get_models()
    return [field for model in every for field in model._meta.local_concrete_fields if field.default is NOW]
