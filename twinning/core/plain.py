"""Values that say all there is to them: what is made of equal ones is the same."""

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.paginator import Page
from django.utils.functional import Promise
from django.utils.safestring import SafeData

ATOMS = frozenset({str, int, float, bool, type(None), Decimal, date, datetime, time})


def plain(value: Any) -> Hashable:
    """Something to compare the value by; raises `TypeError` for what may change without looking different,
    as records do.
    """
    if type(value) in ATOMS:
        return value  # type: ignore[no-any-return]
    if isinstance(value, tuple | list):
        return tuple(map(plain, value))
    if isinstance(value, SafeData):
        return SafeData, str(value)
    if isinstance(value, dict):
        return tuple((name, plain(one)) for name, one in value.items())
    if isinstance(value, str | Promise):
        return str(value)
    if isinstance(value, Page):
        return value.number, value.paginator.count, value.paginator.per_page
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(plain(getattr(value, field.name)) for field in fields(value))
    raise TypeError(f"{type(value).__name__} is not plain")
