"""What countries are called, looked up once for each language: lists name the same few again and again."""

from functools import lru_cache

from django.utils.translation import get_language
from django_countries import countries


def country_name(code: str) -> str:
    """In the reader's language; nothing for no country."""
    return _named(code, get_language())


@lru_cache(2000)
def _named(code: str, _language: str | None) -> str:
    return str(countries.name(code))
