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
    return _drawn(instant, _clock(zone), get_language())


@register.simple_tag
def moment_words(instant: datetime, zone: str = "") -> str:
    """The same in plain words, for letters: `1 July 2026, 13:00 (Europe/Lisbon)`."""
    return "{} ({})".format(*_said(instant, _clock(zone)))


@register.simple_tag
def clock_words(instant: datetime, zone: str) -> str:
    """In plain words on every clock that counts: the given one, the reader's, and UTC; each once."""
    return " · ".join("{} ({})".format(*_said(instant, _clock(name))) for name in clocks(zone))


@register.inclusion_tag("components/clocks.html")
def on_clocks(instant: datetime, zone: str, as_others: bool = False) -> dict[str, object]:
    """An instant in the given zone, and below it the reader's and UTC where they are others.

    With `as_others` these alone: the given zone's stands beside them already, and so does the day where
    it is the same.
    """
    reader = timezone.get_current_timezone_name()
    reader = "" if reader == "UTC" else reader  # which is also what we take for those who have not said
    beside = zone if as_others else ""
    first, *others = [
        {"time": _drawn(instant, _clock(name), get_language(), beside), "yours": name == reader}
        for name in clocks(zone)
    ]
    return {"first": None if as_others else first, "others": others}


def clocks(zone: str) -> list[str]:
    """The given zone, the reader's, and UTC; each once."""
    return list(dict.fromkeys([zone, timezone.get_current_timezone_name(), "UTC"]))


def _clock(zone: str) -> tzinfo:
    return ZoneInfo(zone) if zone else timezone.get_current_timezone()


@lru_cache(2000)
def _drawn(instant: datetime, clock: tzinfo, _language: str | None, beside: str = "") -> SafeString:
    """In the active language; a list shows the same instants again and again.

    `beside` is a zone whose day the reader has read already.
    """
    words, named = _said(instant, clock)
    local = timezone.localtime(instant, clock)
    if beside and local.date() == timezone.localtime(instant, _clock(beside)).date():
        words = formats.time_format(local, "H:i")
    return format_html(
        '<time datetime="{}">{} <span class="zone">({})</span></time>', instant.isoformat(), words, named
    )


def _said(instant: datetime, clock: tzinfo) -> tuple[str, str]:
    """The date and time on the clock, and the name of its zone."""
    local = timezone.localtime(instant, clock)
    words = f"{formats.date_format(local, 'DATE_FORMAT')}, {formats.time_format(local, 'H:i')}"
    return words, str(getattr(local.tzinfo, "key", None) or local.tzname()).replace("_", " ")
