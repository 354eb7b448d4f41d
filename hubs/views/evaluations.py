"""Marking an application, with the application beside the marks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from hubs.application.reading import Application, application_of
from hubs.blind.naming import is_blind, name_for, name_of_its_application
from hubs.evaluation.given import given_by, others_beside
from hubs.evaluation.marksheet import Sheet, sheet_of_evaluation
from hubs.models import Consensus, Evaluation, PublicText
from hubs.operations.evaluating import asked_until
from hubs.operations.evaluations import (
    answer_evaluation,
    reopen_evaluation,
    revise_evaluation,
    submit_evaluation,
)
from hubs.states import EVALUATION, ExpressionStatus
from hubs.views import sheets
from twinning.core.errors import Refused
from twinning.core.prose import paragraphs
from twinning.core.steps import step
from twinning.core.web import find, permit, permitted

HANDED_IN = gettext_lazy("Thank you: your evaluation is in.")
MEANING_OF_MARKS = "meaning-of-marks"


@login_required
@ensure_csrf_cookie
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """The application beside the form, or beside the marks as they were handed in."""
    this = _visible(request, pk)
    is_open = permitted(request.user, "hubs.revise_evaluation", this)
    return _page(request, this, sheet_of_evaluation(this) if is_open else None)


@login_required
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Save as often as one likes, or save and hand in; what was typed always comes back."""
    this = _visible(request, pk)
    if request.method != "POST":
        permit(request.user, "hubs.revise_evaluation", this)
        return _page(request, this, sheet_of_evaluation(this))
    permit(request.user, "hubs.answer_evaluation", this)
    sheet = sheet_of_evaluation(this)
    try:
        sheets.keep(request, sheet, revise_evaluation)
    except Refused as refusal:
        return _refused(request, this, sheets.typed(request, sheet), refusal)
    if sheet.disputed:
        return _page(request, this, sheet, status=409)
    return _hand_in(request, this) if "submit" in request.POST else _saved(request, this)


def _saved(request: HttpRequest, this: Evaluation) -> HttpResponse:
    messages.success(request, _("Saved as a draft."))
    return redirect(this)


def _hand_in(request: HttpRequest, this: Evaluation) -> HttpResponse:
    try:
        submit_evaluation(this, by=request.user)
    except Refused as refusal:
        this = _visible(request, this.pk)
        return _refused(request, this, sheet_of_evaluation(this), refusal)
    messages.success(request, str(HANDED_IN))
    return redirect("hubs:reviews")


def _refused(request: HttpRequest, this: Evaluation, sheet: Sheet, refusal: Refused) -> HttpResponse:
    named = {refusal.field: refusal.sentence} if refusal.field else {}
    sheet.put_faults(refusal.faults | named)
    return _page(request, this, sheet, refusal=str(refusal), status=409)


@require_POST
def answer(request: HttpRequest, pk: int) -> JsonResponse:
    """Save one field, for the script of the page."""
    visible = Evaluation.objects.visible_to(request.user).filter(pk=pk)
    return sheets.answer(request, visible, answer_evaluation, "hubs.answer_evaluation")


def _visible(request: HttpRequest, pk: int) -> Evaluation:
    rows = Evaluation.objects.visible_to(request.user).select_related(
        "assignment__reviewer",
        "assignment__expression__call",
        "assignment__expression__hub__region",
        "assignment__expression__submission",
    )
    return find(rows, pk=pk)


def _page(
    request: HttpRequest, this: Evaluation, sheet: Sheet | None, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    expression = this.assignment.expression
    is_mine = this.assignment.reviewer_id == request.user.pk
    context = {
        "evaluation": this,
        "call": expression.call,
        "assignment": this.assignment,
        "name": name_for(expression, request.user),
        "application": _application(request, this),
        "sheet": sheet,
        "refusal": refusal,
        "given": None if sheet else given_by(this, request.user),
        "others": [] if sheet or not is_mine else others_beside(this, request.user),
        "consensus": None if sheet else _consensus(request, this),
        "meaning": _meaning(),
        "is_mine": is_mine,
        "asked_until": asked_until(expression) if sheet else None,
    }
    return render(request, "hubs/evaluation.html", context, status=status)


def _application(request: HttpRequest, this: Evaluation) -> Application | None:
    """None while the hub has taken it back to work on it."""
    expression = this.assignment.expression
    if expression.status == ExpressionStatus.DRAFT or expression.submitted_at is None:
        return None
    return application_of(expression, blind=is_blind(expression, request.user))


def _consensus(request: HttpRequest, this: Evaluation) -> Consensus | None:
    visible = Consensus.objects.visible_to(request.user)
    return visible.filter(expression=this.assignment.expression_id).first()


def _meaning() -> dict[str, Any] | None:
    """What each mark means, in the office's words, if it has written them."""
    text = PublicText.objects.filter(place=MEANING_OF_MARKS).first()
    return {"heading": text.heading, "words": paragraphs(text.body)} if text else None


submit = step(
    EVALUATION,
    "submit",
    Evaluation,
    submit_evaluation,
    named=name_of_its_application,
    explains=gettext_lazy(
        "You hand in the marks as they are saved now. Until the decision you can reopen them, unless the "
        "others' evaluations are opened to you by then."
    ),
    done=HANDED_IN,
)
reopen = step(
    EVALUATION,
    "reopen",
    Evaluation,
    reopen_evaluation,
    named=name_of_its_application,
    explains=gettext_lazy("Your marks do not count until you hand them in again."),
    done=gettext_lazy("Your evaluation is open again. Remember to hand it in."),
)
