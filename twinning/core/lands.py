"""The names of countries."""

from functools import lru_cache

from django.utils.translation import get_language
from django_countries import countries


def land(code: str) -> str:
    """A country's name in the active language; lists say the same ones again and again."""
    return _named(code, get_language())


@lru_cache(3000)
def _named(code: str, _language: str | None) -> str:
    return str(countries.name(code))
