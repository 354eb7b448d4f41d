"""How the parts of a plan are shown: prose, days and digests."""

from datetime import date, timedelta
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from twinning.core.prose import paragraphs

register = template.Library()

SOON = 30
NEAR = 7


register.simple_tag(paragraphs, name="prose")


@register.simple_tag
def due(day: date | None, done: bool = False) -> SafeString | str:
    """A day, and how far it is in the reader's zone, louder as it comes near; quiet when done."""
    if day is None:
        return "–"
    return _due(day, timezone.localdate(), bool(done), get_language())


@lru_cache(2000)
def _due(day: date, today: date, done: bool, _language: str | None) -> SafeString:
    """In the active language; a list shows the same days again and again."""
    left = day - today
    far = "" if done else format_html(' <span class="deadline__left">{}</span>', _in_words(left))
    return format_html(
        '<span class="deadline deadline--{}"><time datetime="{}">{}</time>{}</span>',
        _nearness(left),
        day.isoformat(),
        date_format(day),
        far,
    )


def _nearness(left: timedelta) -> str:
    bounds = ((0, "over"), (NEAR + 1, "near"), (SOON + 1, "soon"))
    return next((name for days, name in bounds if left.days < days), "far")


def _in_words(left: timedelta) -> str:
    if left.days == 0:
        return _("today")
    if left.days < 0:
        words = ngettext("%(count)d day late", "%(count)d days late", -left.days)
    else:
        words = ngettext("in %(count)d day", "in %(count)d days", left.days)
    return words % {"count": abs(left.days)}


@register.filter
def grouped(digest: str) -> str:
    """A digest in groups of eight, to be compared by eye.

    >>> grouped("0123456789abcdef")
    '01234567 89abcdef'
    """
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
