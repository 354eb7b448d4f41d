"""A reviewer's applications: what to declare on, what to mark, what is done."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hubs.models import Assignment, Consensus, Expression
from hubs.models.conflict import conflicted_with
from hubs.naming import name_for
from hubs.states import (
    AssignmentStatus,
    CallStatus,
    ConsensusStatus,
    EvaluationStatus,
)
from twinning.core.web import permit

GONE = [AssignmentStatus.RECUSED, AssignmentStatus.DISMISSED]


@login_required
def reviews(request: HttpRequest) -> HttpResponse:
    """The desk list, a group for each thing to do; calls that are decided are over."""
    permit(request.user, "hubs.see_reviews")
    agreeing = dict(_consensuses(request.user))
    found = sorted((_row(one, agreeing, request.user) for one in _current(request.user)), key=_in_turn)
    groups: dict[str, list[Any]] = {"to_declare": [], "to_mark": [], "done": []}
    for row in found:
        groups[row["group"]].append(row)
    context = {
        "groups": groups | {"to_declare": _together(groups["to_declare"])},
        "number": len(found),
        "done": len(groups["done"]),
    }
    return render(request, "hubs/reviews.html", context)


def _current(user: Any) -> Any:
    """Those of calls that are not decided yet, without what a conflict keeps from them."""
    readable = Expression.objects.under_evaluation().values("pk")
    mine = Assignment.objects.filter(reviewer=user, expression__in=readable).exclude(
        expression__in=conflicted_with(user)
    )
    rows = mine.exclude(status__in=GONE).select_related("expression__hub", "expression__call", "evaluation")
    given = Q(evaluation__scores__mark__isnull=False) | Q(evaluation__scores__abstained=True)
    marked = Count("evaluation__scores", filter=given)
    return rows.annotate(marked=marked, criteria=Count("evaluation__scores")).order_by("pk")


def _consensuses(user: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """By expression: whether this person writes it, and where it is."""
    rows = Consensus.objects.visible_to(user).filter(expression__call__status=CallStatus.PUBLISHED)
    columns = ("expression_id", "pk", "rapporteur_id", "status")
    for expression, pk, rapporteur, status in rows.values_list(*columns):
        url, label = reverse("hubs:consensus", args=[pk]), ConsensusStatus(status).label
        yield expression, {"url": url, "is_mine": rapporteur == user.pk, "status": label}


def _row(assignment: Any, agreeing: dict[int, Any], user: Any) -> dict[str, Any]:
    """Before the declaration no more than the hub's name and country; in a blind call a number."""
    expression, call = assignment.expression, assignment.expression.call
    row = {
        "group": "to_declare",
        "url": assignment.get_absolute_url(),
        "hub": name_for(expression, user),
        "country": expression.hub.country.name,
        "call": call,
        "due_at": call.evaluations_due_at,
        "marked": assignment.marked,
        "criteria": assignment.criteria,
        "consensus": agreeing.get(expression.pk),
    }
    if assignment.status == AssignmentStatus.ACCEPTED:
        is_done = assignment.evaluation.status == EvaluationStatus.SUBMITTED
        row |= {"group": "done" if is_done else "to_mark", "url": assignment.evaluation.get_absolute_url()}
    return row


def _in_turn(row: dict[str, Any]) -> tuple[Any, ...]:
    """The most urgent call first; by the names shown, for hidden ones would give themselves away."""
    return (row["due_at"] is None, row["due_at"] or row["call"].closes_at, row["call"].pk, row["hub"])


def _together(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where hubs are hidden they are declared on by name, all of a call at once: one row for the call."""
    found: dict[Any, dict[str, Any]] = {}
    for place, row in enumerate(rows):
        call = row["call"]
        if not call.blind_hubs:
            found[place] = row
            continue
        together = {
            "url": reverse("hubs:declare_call", args=[call.slug]),
            "hub": _("The hubs of this call, by name"),
            "country": "",
        }
        found[f"call {call.pk}"] = row | together
    return list(found.values())
