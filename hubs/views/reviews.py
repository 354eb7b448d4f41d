"""A reviewer's applications: what to declare on, what to mark, what is done."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from hubs.models import Assignment
from hubs.operations.assignments import accept_assignment, recuse_assignment
from hubs.states import ASSIGNMENT, AssignmentStatus, CallStatus, EvaluationStatus, ExpressionStatus
from twinning.core.steps import ReasonForm, step
from twinning.core.web import find, permit, permitted


@login_required
def reviews(request: HttpRequest) -> HttpResponse:
    """The desk list, a group for each thing to do; calls that are decided are over."""
    permit(request.user, "hubs.see_reviews")
    rows = [_row(assignment) for assignment in _current(request.user)]
    groups = {"to_declare": [], "to_mark": [], "done": []}
    for row in rows:
        groups[row["group"]].append(row)
    context = {"groups": groups, "number": len(rows), "done": len(groups["done"])}
    return render(request, "hubs/reviews.html", context)


def _current(user: Any) -> Any:
    """Those of calls that are not decided yet, without what a conflict keeps from them."""
    mine = Assignment.objects.filter(
        reviewer=user,
        expression__status=ExpressionStatus.SUBMITTED,
        expression__call__status=CallStatus.PUBLISHED,
    )
    rows = mine.exclude(status=AssignmentStatus.RECUSED).select_related(
        "expression__hub", "expression__call", "evaluation"
    )
    marked = Count("evaluation__scores", filter=Q(evaluation__scores__mark__isnull=False))
    return rows.annotate(marked=marked, criteria=Count("evaluation__scores")).order_by(
        "expression__call__evaluations_due_at", "expression__hub__name"
    )


def _row(assignment: Any) -> dict[str, Any]:
    """Before the declaration no more than the hub's name and country."""
    hub, call = assignment.expression.hub, assignment.expression.call
    row = {
        "group": "to_declare",
        "url": assignment.get_absolute_url(),
        "hub": hub.name,
        "country": hub.country.name,
        "call": call.title,
        "due_at": call.evaluations_due_at,
        "marked": assignment.marked,
        "criteria": assignment.criteria,
    }
    if assignment.status == AssignmentStatus.ACCEPTED:
        is_done = assignment.evaluation.status == EvaluationStatus.SUBMITTED
        row |= {"group": "done" if is_done else "to_mark", "url": assignment.evaluation.get_absolute_url()}
    return row


@login_required
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """The declaration on conflicts of interest: nothing of the application is shown here."""
    rows = Assignment.objects.visible_to(request.user).select_related(
        "expression__hub", "expression__call", "evaluation"
    )
    this = find(rows, pk=pk)
    is_mine = this.reviewer_id == request.user.pk
    if is_mine and this.status == AssignmentStatus.ACCEPTED:
        return redirect(this.evaluation)
    context = {
        "assignment": this,
        "hub": this.expression.hub.name,
        "country": this.expression.hub.country.name,
        "call": this.expression.call,
        "may_accept": permitted(request.user, "hubs.accept_assignment", this),
        "may_recuse": permitted(request.user, "hubs.recuse_assignment", this),
        "is_recused": this.status == AssignmentStatus.RECUSED,
        "is_mine": is_mine,
    }
    return render(request, "hubs/assignment.html", context)


accept = step(
    ASSIGNMENT,
    "accept",
    Assignment,
    accept_assignment,
    explains=_(
        "You are not employed by this hub, do not work with it at present, and nobody close to you does. "
        "You then see the application."
    ),
    done=_("Thank you. Here is the application, with your marks beside it."),
)
recuse = step(
    ASSIGNMENT,
    "recuse",
    Assignment,
    recuse_assignment,
    form_class=ReasonForm,
    explains=_(
        "You no longer see this application, and marks that you gave do not count. "
        "Only the programme's office reads your reason."
    ),
    done=_("Thank you for telling us. The office will ask somebody else."),
)
