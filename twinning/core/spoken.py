"""Figures as they are spoken of where somebody reads them."""

from decimal import Decimal

from django.utils.formats import number_format


def spoken(figure: str | Decimal) -> str:
    """The figure with the decimal sign of the reader's language; what is no figure as it is."""
    return str(number_format(str(figure), use_l10n=True)) if figure not in ("", "–") else str(figure)
