"""One application that a reviewer is asked to read: what they declare, and whether it is taken back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from hubs.blind.naming import is_blind, name_for, name_of_its_application
from hubs.models import Assignment
from hubs.models.conflict import conflicted_with
from hubs.operations.assignments import accept_assignment, dismiss_assignment, recuse_assignment
from hubs.states import ASSIGNMENT, AssignmentStatus
from twinning.core.steps import ReasonForm, step
from twinning.core.web import find, permitted


@login_required
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """The declaration on conflicts of interest: nothing of the application is shown here."""
    rows = Assignment.objects.visible_to(request.user).select_related(
        "expression__hub", "expression__call", "evaluation", "reviewer"
    )
    this = find(rows, pk=pk)
    is_mine, expression = this.reviewer_id == request.user.pk, this.expression
    is_hidden = Assignment.objects.filter(pk=pk, expression__in=conflicted_with(request.user)).exists()
    if is_mine and not is_hidden and this.status == AssignmentStatus.ACCEPTED:
        return redirect(this.evaluation)
    blind = is_blind(expression, request.user)
    if blind and this.status == AssignmentStatus.ASSIGNED:
        return redirect("hubs:declare_call", slug=expression.call.slug)
    context = {
        "assignment": this,
        "hub": name_for(expression, request.user),
        "country": "" if blind else expression.hub.country.name,
        "call": expression.call,
        "may_accept": permitted(request.user, "hubs.accept_assignment", this),
        "may_recuse": not is_hidden and permitted(request.user, "hubs.recuse_assignment", this),
        "may_dismiss": permitted(request.user, "hubs.dismiss_assignment", this),
        "is_recused": is_hidden or this.status == AssignmentStatus.RECUSED,
        "is_mine": is_mine,
        "opens_after": expression.deadline if expression.is_open else None,
    }
    return render(request, "hubs/assignment.html", context)


accept = step(
    ASSIGNMENT,
    "accept",
    Assignment,
    accept_assignment,
    named=name_of_its_application,
    explains=gettext_lazy(
        "You are not employed by this hub, do not work with it at present, and nobody close to you does. "
        "You then see the application."
    ),
    done=gettext_lazy("Thank you. Here is the application, with your marks beside it."),
)
recuse = step(
    ASSIGNMENT,
    "recuse",
    Assignment,
    recuse_assignment,
    named=name_of_its_application,
    form_class=ReasonForm,
    explains=gettext_lazy(
        "You no longer see this application, and marks that you gave do not count. "
        "Only the programme's office reads your reason."
    ),
    done=gettext_lazy("Thank you for telling us. The office will ask somebody else."),
)
dismiss = step(
    ASSIGNMENT,
    "dismiss",
    Assignment,
    dismiss_assignment,
    named=name_of_its_application,
    explains=gettext_lazy(
        "The reviewer no longer sees the application. What they typed is kept, and you can ask them again."
    ),
    done=gettext_lazy("Taken back. Ask somebody else if an evaluation is missing."),
)
