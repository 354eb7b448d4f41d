"""Times that say whose clock they show."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def moment(instant: datetime | None, zone: str = "") -> SafeString | str:
    """An instant in the reader's zone (or in `zone`), with the zone's name."""
    if instant is None:
        return "–"
    local = timezone.localtime(instant, ZoneInfo(zone) if zone else None)
    words = f"{formats.date_format(local, 'DATE_FORMAT')}, {formats.time_format(local, 'H:i')}"
    named = getattr(local.tzinfo, "key", None) or local.tzname()
    return format_html(
        '<time datetime="{}">{} <span class="zone">({})</span></time>',
        instant.isoformat(),
        words,
        str(named).replace("_", " "),
    )
