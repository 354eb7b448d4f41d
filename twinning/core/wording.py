"""The words that stand in a field, and whether two of them are the same to a person."""

import hashlib
from typing import Any

from django.db.models import Model


def words_of(record: Model, name: str) -> str:
    """What stands in a record's field, as a person reads it."""
    return in_words(record, name, getattr(record, name))


def in_words(record: Model, name: str, value: Any) -> str:
    """A field's value as a person reads it."""
    choices = dict(getattr(record._meta.get_field(name), "flatchoices", None) or ())
    if value in ("", None):
        return ""
    if hasattr(value, "all"):
        value = value.all()
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return str(choices.get(value, value))
    return ", ".join(sorted(map(str, value)))


def mark(words: str) -> str:
    """A short mark that tells whether two texts are the same."""
    return hashlib.sha256(_tidy(words).encode()).hexdigest()[:12]


def alike(one: str, other: str) -> bool:
    """Whether a person would call the two texts the same."""
    return _tidy(one) == _tidy(other)


def _tidy(words: str) -> str:
    """Line endings are the browser's, not the person's."""
    return words.replace("\r\n", "\n").strip()
