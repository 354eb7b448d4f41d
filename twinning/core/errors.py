"""The one way in which an operation says no."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model


class Refused(Exception):
    """An operation that will not be done, with a sentence for the person who asked.

    `field` names the form field that the sentence belongs to, when there is one; `faults` has a
    sentence for each of several.
    """

    def __init__(
        self, sentence: Any, *, field: str | None = None, faults: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.faults = faults or {}

    def __str__(self) -> str:
        return str(self.sentence)


class Stale(Refused):
    """Somebody else saved first: `current` is what is stored now, for both to be shown."""

    def __init__(self, sentence: Any, *, current: Any) -> None:
        super().__init__(sentence)
        self.current = current


def refuse_faulty_fields(record: Model, *, exclude: Iterable[str] = ()) -> None:
    """Say the first fault that the fields themselves know of, whoever brings the facts."""
    try:
        record.clean_fields(exclude=set(exclude))
    except ValidationError as faults:
        field, sentences = next(iter(faults.message_dict.items()))
        raise Refused(sentences[0], field=field) from faults
