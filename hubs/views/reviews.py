"""A reviewer's applications: what to declare on, what to mark, what is done."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hubs.blind.naming import numbered
from hubs.evaluation.review_rows import Asked, drawn
from hubs.models import Assignment, Call, LateEntry
from hubs.models.conflict import interests_of
from hubs.states import (
    AssignmentStatus,
    EvaluationStatus,
    ExpressionStatus,
)
from twinning.core.keeping import until_change
from twinning.core.paging import page_of
from twinning.core.web import permit

STAYS = [AssignmentStatus.ASSIGNED, AssignmentStatus.ACCEPTED]
GROUPS = ("to_declare", "to_mark", "done")
COLUMNS = (
    "pk",
    "status",
    "evaluation__pk",
    "evaluation__status",
    "expression_id",
    "expression__call_id",
    "expression__hub_id",
    "expression__hub__name",
    "expression__hub__country",
    "expression__ineligibility__pk",
    "expression__consensus__pk",
    "expression__consensus__rapporteur_id",
    "expression__consensus__status",
)
OF_CALLS = ("slug", "title", "blind_hubs", "closes_at", "evaluations_due_at")


@login_required
def reviews(request: HttpRequest) -> HttpResponse:
    """The desk list, a group for each thing to do, 50 at once; calls that are decided are over."""
    permit(request.user, "hubs.see_reviews")
    user = request.user
    number, listed = until_change(("reviews", user.pk, user.role), lambda: _listed(user))
    page = page_of([one for group in GROUPS for one in listed[group]], request)
    shown = drawn(page, user)
    context = {
        "groups": {group: [row for row in shown if row["group"] == group] for group in GROUPS},
        "numbers": {group: len(rows) for group, rows in listed.items()},
        "number": number,
        "done": len(listed["done"]),
        "page": page,
    }
    return render(request, "hubs/reviews.html", context)


def _listed(user: Any) -> tuple[int, dict[str, list[Asked]]]:
    """How many there are, and each group of them."""
    found = sorted(_current(user), key=_in_turn)
    listed = {group: [one for one in found if one.group == group] for group in GROUPS}
    return len(found), listed | {"to_declare": _together(listed["to_declare"])}


def _current(user: Any) -> Iterator[Asked]:
    """Those of calls that are not decided yet, without what a conflict keeps from them.

    They are the ones that `Expression.objects.under_evaluation` would find. What the person was asked is
    read first, and looked through here: databases would look through whole calls for it.
    """
    calls = Call.objects.closed().only(*OF_CALLS).in_bulk()
    still_open = {*LateEntry.objects.holding().filter(call__in=calls).values_list("call_id", "hub_id")}
    interests = {*interests_of(user)}
    mine = Assignment.objects.filter(
        reviewer=user, status__in=STAYS, expression__status=ExpressionStatus.SUBMITTED
    )
    for row in mine.order_by("expression_id").values_list(*COLUMNS):
        pk, status, evaluation, handed_in, expression, call_pk, hub_pk, hub, country, declined = row[:10]
        call = calls.get(call_pk)
        if not call or declined or expression in interests or (call_pk, hub_pk) in still_open:
            continue
        is_blind = call.blind_hubs and not user.works_in_office
        yield Asked(
            group=_group(status, handed_in),
            assignment=pk,
            call=call,
            hub=numbered(expression) if is_blind else hub,
            country="" if is_blind else country,
            evaluation=evaluation if status == AssignmentStatus.ACCEPTED else None,
            consensus=None if row[10] is None else row[10:],
        )


def _group(status: str, evaluation: str | None) -> str:
    if status != AssignmentStatus.ACCEPTED:
        return "to_declare"
    return "done" if evaluation == EvaluationStatus.SUBMITTED else "to_mark"


def _in_turn(row: Asked) -> tuple[Any, ...]:
    """The most urgent call first; by the names shown, for hidden ones would give themselves away."""
    due_at = row.call.evaluations_due_at
    return (due_at is None, due_at or row.call.closes_at, row.call.pk, row.hub)


def _together(rows: Sequence[Asked]) -> list[Asked]:
    """Where hubs are hidden they are declared on by name, all of a call at once: one row for the call."""
    found: dict[Any, Asked] = {}
    for row in rows:
        if row.call.blind_hubs:
            found[f"call {row.call.pk}"] = row._replace(
                hub=_("The hubs of this call, by name"),
                together=reverse("hubs:declare_call", args=[row.call.slug]),
                country="",
            )
        else:
            found[row.assignment] = row
    return list(found.values())
