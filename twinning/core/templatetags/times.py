"""Times that say whose clock they show."""

from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def moment(instant: datetime | None, zone: str = "") -> SafeString | str:
    """An instant in the reader's zone (or in `zone`), with the zone's name."""
    if instant is None:
        return "–"
    words, named = _spoken(instant, zone)
    return format_html(
        '<time datetime="{}">{} <span class="zone">({})</span></time>',
        instant.isoformat(),
        words,
        named,
    )


@register.simple_tag
def moment_words(instant: datetime, zone: str = "") -> str:
    """The same in plain words, for letters: `1 July 2026, 13:00 (Europe/Lisbon)`."""
    return "{} ({})".format(*_spoken(instant, zone))


def _spoken(instant: datetime, zone: str) -> tuple[str, str]:
    """The date and time on the clock of the zone, and the zone's name."""
    clock = ZoneInfo(zone) if zone else timezone.get_current_timezone()
    return _said(instant, clock, get_language())


@lru_cache(2000)
def _said(instant: datetime, clock: tzinfo, language: str | None) -> tuple[str, str]:
    """In the active language; a list says the same instants again and again."""
    local = timezone.localtime(instant, clock)
    words = f"{formats.date_format(local, 'DATE_FORMAT')}, {formats.time_format(local, 'H:i')}"
    return words, str(getattr(local.tzinfo, "key", None) or local.tzname()).replace("_", " ")
