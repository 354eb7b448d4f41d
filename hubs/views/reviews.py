"""A reviewer's applications: what to declare on, what to mark, what is done."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_countries import countries

from hubs.models import Assignment, Call, Consensus, Expression, Score
from hubs.models.conflict import interests_of
from hubs.naming import numbered
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


class Asked(NamedTuple):
    """An application as it stands in the list: before the declaration no more than the hub's name and
    country, and in a blind call a number.
    """

    group: str
    assignment: int
    expression: int
    evaluation: int | None
    call: Call
    hub: str
    country: str


@login_required
def reviews(request: HttpRequest) -> HttpResponse:
    """The desk list, a group for each thing to do, 50 at once; calls that are decided are over."""
    permit(request.user, "hubs.see_reviews")
    interests = interests_of(request.user)
    found = sorted(_current(request.user, interests), key=_in_turn)
    listed = {group: [one for one in found if one.group == group] for group in GROUPS}
    listed["to_declare"] = _together(listed["to_declare"])
    page = page_of([one for group in GROUPS for one in listed[group]], request)
    shown = _drawn(list(page), request.user, interests)
    context = {
        "groups": {group: [row for row in shown if row["group"] == group] for group in GROUPS},
        "numbers": {group: len(rows) for group, rows in listed.items()},
        "number": len(found),
        "done": len(listed["done"]),
        "page": page,
    }
    return render(request, "hubs/reviews.html", context)


def _current(user: Any, interests: Collection[int]) -> Iterator[Asked]:
    """Those of calls that are not decided yet, without what a conflict keeps from them.

    What the person was asked comes first: databases would look through whole calls for it.
    """
    asked = {
        expression: what
        for expression, *what in Assignment.objects.filter(reviewer=user, status__in=STAYS)
        .order_by("pk")
        .values_list("expression_id", "pk", "status", "evaluation__pk", "evaluation__status")
    }
    readable = Expression.objects.under_evaluation().filter(pk__in=[*asked]).exclude(pk__in=interests)
    rows = list(readable.order_by("pk").values_list("pk", "call_id", "hub__name", "hub__country"))
    calls = Call.objects.in_bulk({row[1] for row in rows})
    for expression, call_pk, hub, country in rows:
        assignment, status, evaluation, marked = asked[expression]
        call = calls[call_pk]
        name = numbered(expression) if call.blind_hubs and not user.works_in_office else hub
        yield Asked(_group(status, marked), assignment, expression, evaluation, call, name, country)


def _group(status: str, evaluation: str | None) -> str:
    if status != AssignmentStatus.ACCEPTED:
        return "to_declare"
    return "done" if evaluation == EvaluationStatus.SUBMITTED else "to_mark"


def _drawn(rows: Sequence[Asked], user: Any, interests: Collection[int]) -> list[dict[str, Any]]:
    """What is shown of each; marks and consensuses are asked for these alone."""
    begun = [row for row in rows if row.group != "to_declare"]
    agreeing = dict(_consensuses(user, interests, [row.expression for row in begun]))
    marks = _marks([row.evaluation for row in begun])
    return [_row(row, agreeing, marks) for row in rows]


def _row(row: Asked, agreeing: dict[int, Any], marks: dict[int, tuple[int, int]]) -> dict[str, Any]:
    marked, criteria = marks.get(row.evaluation or 0, (0, 0))
    drawn = {
        "group": row.group,
        "url": reverse("hubs:evaluation", args=[row.evaluation])
        if row.group != "to_declare"
        else reverse("hubs:assignment", args=[row.assignment]),
        "hub": row.hub,
        "country": countries.name(row.country),
        "call": row.call,
        "due_at": row.call.evaluations_due_at,
        "marked": marked,
        "criteria": criteria,
        "consensus": agreeing.get(row.expression),
    }
    if row.group == "to_declare" and row.call.blind_hubs:
        drawn |= {"url": reverse("hubs:declare_call", args=[row.call.slug]), "country": ""}
    return drawn


def _marks(evaluations: Sequence[int | None]) -> dict[int, tuple[int, int]]:
    """How many marks are given in each, and how many are wanted."""
    given = Count("pk", filter=Q(mark__isnull=False) | Q(abstained=True))
    scores = Score.objects.filter(evaluation__in=evaluations).order_by().values_list("evaluation_id")
    return {pk: (marked, wanted) for pk, marked, wanted in scores.annotate(given=given, wanted=Count("pk"))}


def _consensuses(
    user: Any, interests: Collection[int], expressions: Sequence[int]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """By expression: whether this person writes it, and where it is."""
    rows = Consensus.objects.visible_to(user, interests)
    rows = rows.filter(expression__in=expressions, expression__call__status=CallStatus.PUBLISHED)
    columns = ("expression_id", "pk", "rapporteur_id", "status")
    for expression, pk, rapporteur, status in rows.values_list(*columns):
        url, label = reverse("hubs:consensus", args=[pk]), ConsensusStatus(status).label
        yield expression, {"url": url, "is_mine": rapporteur == user.pk, "status": label}


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
            found[row.assignment] = row
    return list(found.values())
