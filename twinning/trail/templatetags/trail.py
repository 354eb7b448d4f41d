"""The trail of a record, for those who run the programme."""

import re
from typing import Any

from django import template
from django.db.models import Model
from django.utils.translation import gettext as _

from twinning.trail.hiding import TRACES
from twinning.trail.models import Trace

register = template.Library()
MOST = 50
DIGEST = re.compile("[0-9a-f]{64}")


@register.inclusion_tag("admin/office/trail.html", takes_context=True)
def trail_of(context: Any, record: Model) -> dict[str, Any]:
    """What was done to the record, the latest first, as far as the reader may know."""
    seen = TRACES.seen_by(context["request"].user, Trace.objects.of(record))
    latest = seen.select_related("by").reverse()[:MOST]
    return {"traces": [_row(trace) for trace in latest]}


def _row(trace: Trace) -> dict[str, Any]:
    detail = ", ".join(f"{name.replace('_', ' ')}: {_words(value)}" for name, value in trace.detail.items())
    return {
        "at": trace.at,
        "step": trace.step.replace("_", " "),
        "who": str(trace.by) if trace.by else _("the clock") if trace.actor == "the clock" else trace.actor,
        "detail": detail,
    }


def _words(value: Any) -> str:
    """A digest by its beginning: all of it stands on the trace's own page."""
    if DIGEST.fullmatch(str(value)):
        return f"{value[:12]}…"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
