"""The one way in which an operation says no."""

from typing import Any


class Refused(Exception):
    """An operation that will not be done, with a sentence for the person who asked.

    `field` names the form field that the sentence belongs to, when there is one.
    """

    def __init__(self, sentence: Any, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)


class Stale(Refused):
    """Somebody else saved first: `current` is what is stored now, for both to be shown."""

    def __init__(self, sentence: Any, *, current: Any) -> None:
        super().__init__(sentence)
        self.current = current
