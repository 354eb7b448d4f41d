"""Numbers as people read and type them: with the comma or the point of their language.

What programs read (CSV, JSON, digests, addresses) keeps the point, in any language.
"""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import get_format

TYPED = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")


def spoken(figure: object) -> str:
    """A figure that is text already, with the decimal sign of the reader's language."""
    return str(figure).replace(".", str(get_format("DECIMAL_SEPARATOR")))


def read_number(words: str) -> Decimal:
    """What was typed with a comma or a point; thousands are not parted. Raises `ValueError`.

    >>> read_number(" 4,5 "), read_number("4.50")
    (Decimal('4.5'), Decimal('4.50'))
    """
    if not TYPED.fullmatch(bare := words.strip()):
        raise ValueError(words)
    return Decimal(bare.replace(",", "."))


class NumberField(forms.DecimalField):
    """Takes both signs, whatever the browser speaks: one made for numbers drops the sign that it does not
    expect, and makes 105 of 10,5.
    """

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "decimal", "size": 10, "autocomplete": "off"})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip().replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """What is stored, without zeros at its end; what was typed, as it was typed."""
        return spoken(f"{value.normalize():f}") if isinstance(value, Decimal) else value
