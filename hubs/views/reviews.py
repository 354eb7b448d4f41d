"""A reviewer's applications: what to declare on, what to mark, what is done."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from hubs.blind.naming import numbered
from hubs.models import Assignment, Call, Expression
from hubs.models.conflict import conflicted_with
from hubs.states import (
    AssignmentStatus,
    CallStatus,
    ConsensusStatus,
    EvaluationStatus,
)
from twinning.core.paging import page_of
from twinning.core.web import permit

STAYS = [AssignmentStatus.ASSIGNED, AssignmentStatus.ACCEPTED]
GROUPS = ("to_declare", "to_mark", "done")


COLUMNS = (
    "pk",
    "call_id",
    "hub__name",
    "hub__country",
    "consensus__pk",
    "consensus__rapporteur_id",
    "consensus__status",
)


class Asked(NamedTuple):
    """An application as it stands in the list: before the declaration no more than the hub's name and
    country, and in a blind call a number. The consensus: its key, whether the reader writes it, its state.
    """

    group: str
    address: str
    call: Call
    hub: str
    country: str
    marks: tuple[int, int]
    consensus: tuple[int, bool, str] | None


@login_required
def reviews(request: HttpRequest) -> HttpResponse:
    """The desk list, a group for each thing to do, 50 at once; calls that are decided are over."""
    permit(request.user, "hubs.see_reviews")
    found = sorted(_current(request.user), key=_in_turn)
    listed = {group: [one for one in found if one.group == group] for group in GROUPS}
    listed["to_declare"] = _together(listed["to_declare"])
    page = page_of([one for group in GROUPS for one in listed[group]], request)
    shown = [_row(one) for one in page]
    context = {
        "groups": {group: [row for row in shown if row["group"] == group] for group in GROUPS},
        "numbers": {group: len(rows) for group, rows in listed.items()},
        "number": len(found),
        "done": len(listed["done"]),
        "page": page,
    }
    return render(request, "hubs/reviews.html", context)


def _current(user: Any) -> Iterator[Asked]:
    """Those of calls that are not decided yet, without what a conflict keeps from them.

    What the person was asked is read first, or databases would look through whole calls for it.
    """
    asked = {expression: what for expression, *what in _asked(user)}
    calls = {call.pk: call for call in Call.objects.filter(status=CallStatus.PUBLISHED)}
    readable = Expression.objects.under_evaluation().filter(pk__in=[*asked])
    readable = readable.exclude(pk__in=conflicted_with(user)).order_by("pk")
    for expression, call_pk, hub, country, consensus, rapporteur, agreed in readable.values_list(*COLUMNS):
        assignment, status, evaluation, handed_in, marked, criteria = asked[expression]
        call = calls[call_pk]
        yield Asked(
            group=_group(status, handed_in),
            address=_address("assignment", assignment)
            if evaluation is None or status != AssignmentStatus.ACCEPTED
            else _address("evaluation", evaluation),
            call=call,
            hub=numbered(expression) if call.blind_hubs and not user.works_in_office else hub,
            country=country,
            marks=(marked, criteria),
            consensus=None if consensus is None else (consensus, rapporteur == user.pk, agreed),
        )


def _asked(user: Any) -> Any:
    """What the person was asked and still reads, with the marks given so far."""
    given = Q(evaluation__scores__mark__isnull=False) | Q(evaluation__scores__abstained=True)
    mine = Assignment.objects.filter(reviewer=user, status__in=STAYS).order_by()
    return mine.values_list("expression_id", "pk", "status", "evaluation__pk", "evaluation__status").annotate(
        given=Count("evaluation__scores", filter=given), wanted=Count("evaluation__scores")
    )


def _group(status: str, evaluation: str | None) -> str:
    if status != AssignmentStatus.ACCEPTED:
        return "to_declare"
    return "done" if evaluation == EvaluationStatus.SUBMITTED else "to_mark"


def _row(row: Asked) -> dict[str, Any]:
    """What is shown of it."""
    marked, criteria = row.marks
    drawn = {
        "group": row.group,
        "url": row.address,
        "hub": row.hub,
        "country": countries.name(row.country),
        "call": row.call,
        "due_at": row.call.evaluations_due_at,
        "marked": marked,
        "criteria": criteria,
        "consensus": _consensus(row),
    }
    if row.group == "to_declare" and row.call.blind_hubs:
        drawn |= {"url": reverse("hubs:declare_call", args=[row.call.slug]), "country": ""}
    return drawn


def _address(page: str, number: int) -> str:
    return _pattern(page, get_language()).replace("/0/", f"/{number}/")


@lru_cache
def _pattern(page: str, _language: str | None) -> str:
    """Put together once for each language, which the address begins with: there are fifty of it on a page."""
    return reverse(f"hubs:{page}", args=[0])


def _consensus(row: Asked) -> dict[str, Any] | None:
    """Told once one's own evaluation is in, as `Consensus.objects.visible_to` has it."""
    if row.consensus is None or row.group != "done":
        return None
    pk, is_mine, status = row.consensus
    url = _address("consensus", pk)
    return {"url": url, "is_mine": is_mine, "status": ConsensusStatus(status).label}


def _in_turn(row: Asked) -> tuple[Any, ...]:
    """The most urgent call first; by the names shown, for hidden ones would give themselves away."""
    due_at = row.call.evaluations_due_at
    return (due_at is None, due_at or row.call.closes_at, row.call.pk, row.hub)


def _together(rows: Sequence[Asked]) -> list[Asked]:
    """Where hubs are hidden they are declared on by name, all of a call at once: one row for the call."""
    found: dict[Any, Asked] = {}
    for row in rows:
        if row.call.blind_hubs:
            found[f"call {row.call.pk}"] = row._replace(hub=_("The hubs of this call, by name"))
        else:
            found[row.address] = row
    return list(found.values())
