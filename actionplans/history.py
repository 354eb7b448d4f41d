"""What happened to a plan, told from its trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from actionplans.models import Plan
from twinning.trail.models import Trace


@dataclass(frozen=True)
class Happening:
    """`version` is the number of the version that it made, 0 when it made none."""

    step: str
    what: str
    who: str
    at: datetime
    why: str = ""
    version: int = 0


def history_of(plan: Plan, names: dict[str, str]) -> list[Happening]:
    """The latest first; `names` are those of the hubs by their slugs."""
    traces = Trace.objects.of(plan).select_related("by").reverse()
    return [
        Happening(
            step=trace.step,
            what=_what(trace, names),
            who=str(trace.by or ""),
            at=trace.at,
            why=trace.detail.get("reason", ""),
            version=trace.detail.get("version", 0) if trace.step == "propose" else 0,
        )
        for trace in traces
    ]


def _what(trace: Trace, names: dict[str, str]) -> str:
    detail: dict[str, Any] = trace.detail
    hub = detail.get("hub", "")
    words = {
        "open": _("Plan opened"),
        "propose": _("Version %(number)s put forward") % {"number": detail.get("version", "")},
        "sign": _("Signed for %(hub)s") % {"hub": names.get(hub, hub)},
        "agree": _("Agreed by all hubs"),
        "reopen": _("Reopened for editing"),
    }
    return words.get(trace.step, trace.step)
