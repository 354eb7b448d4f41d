"""What a reviewer's list shows of each application."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hubs.models import Call, Score
from hubs.states import ConsensusStatus
from twinning.core.lands import land
from twinning.core.templatetags.ui import deadline


class Asked(NamedTuple):
    """An application as it stands in the list: before the declaration no more than the hub's name and
    country, and in a blind call a number.
    """

    group: str
    assignment: int
    call: Call
    hub: str
    country: str
    evaluation: int | None
    consensus: tuple[int, int | None, str] | None  # its key, who writes it, its state
    together: str = ""  # the address of a page on which it is declared upon with others


def drawn(rows: Iterable[Asked], user: Any) -> list[dict[str, Any]]:
    """What is shown of them. What all rows of a call say is said once."""
    rows = list(rows)
    marks = _marks([row.evaluation for row in rows if row.group == "to_mark"])
    calls = {row.call.pk: row.call for row in rows}
    due = {pk: deadline(call.evaluations_due_at) for pk, call in calls.items() if call.evaluations_due_at}
    titles = {pk: str(call) for pk, call in calls.items()}
    return [
        {
            "group": row.group,
            "url": row.together or _opens(row),
            "hub": row.hub,
            "about": _about(land(row.country), titles[row.call.pk], marks.get(row.evaluation)),
            "due": due.get(row.call.pk),
            "consensus": _consensus(row, user),
        }
        for row in rows
    ]


def _about(*parts: str | None) -> str:
    return " · ".join(filter(None, parts))


def _opens(row: Asked) -> str:
    """The evaluation, and before it the declaration."""
    return address("evaluation", row.evaluation) if row.evaluation else address("assignment", row.assignment)


def _marks(evaluations: Sequence[int | None]) -> dict[int | None, str]:
    """How many marks have been given in each of these."""
    given = Count("pk", filter=Q(mark__isnull=False) | Q(abstained=True))
    scores = Score.objects.filter(evaluation__in=evaluations).order_by()
    counted = scores.values_list("evaluation").annotate(given=given, wanted=Count("pk"))
    return dict.fromkeys(evaluations, _said(0, 0)) | {pk: _said(*numbers) for pk, *numbers in counted}


def _said(marked: int, criteria: int) -> str:
    return _("%(marked)s of %(criteria)s marks given") % {"marked": marked, "criteria": criteria}


def _consensus(row: Asked, user: Any) -> dict[str, Any] | None:
    """Told once one's own evaluation is in, as `Consensus.objects.visible_to` has it."""
    if row.consensus is None or row.group != "done":
        return None
    pk, rapporteur, status = row.consensus
    is_mine = rapporteur == user.pk
    return {"url": address("consensus", pk), "is_mine": is_mine, "status": ConsensusStatus(status).label}


def address(page: str, number: int) -> str:
    return _pattern(page, get_language()).replace("/0/", f"/{number}/")


@lru_cache
def _pattern(page: str, _language: str | None) -> str:
    """Put together once for each language, which the address begins with: there are fifty of it on a page."""
    return reverse(f"hubs:{page}", args=[0])
