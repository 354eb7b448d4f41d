"""Sentences as plain values: an English sentence with named gaps, and what fills them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WHOLE = 10_000  # ten-thousandths: all values, points and scores are whole numbers of them


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for the translators; whoever shows it translates it."""
    return sentence


@dataclass(frozen=True)
class Said:
    """A sentence to translate, and its values: codes, keys of hubs and numbers, not words.

    The names of the values say what they are: `first`, `second` and `hubs` are keys of hubs; `areas`,
    `languages` (also as `other_…`) and `countries` codes; `wishes` pairs of area and kind (either may be
    None).
    """

    says: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def in_english(self, names: Mapping[str, str] | None = None) -> str:
        """For tables and terminals; a page puts in names and translates."""
        names = names or {}
        return self.says % {name: _worded(value, names) for name, value in self.values.items()}


def _worded(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple | list):
        return ", ".join(
            _wish(one, names) if isinstance(one, tuple) else _worded(one, names) for one in value
        )
    return str(value)


def _wish(wish: tuple[str | None, str | None], names: Mapping[str, str]) -> str:
    return " · ".join(names.get(part, part) for part in wish if part)
