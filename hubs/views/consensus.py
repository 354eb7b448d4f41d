"""The consensus of an application: individual marks side by side, and what the reviewers agree on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from hubs.application.reading import application_of
from hubs.blind.naming import is_blind, name_for, name_of_its_application, names_of_reviewers
from hubs.evaluation.given import evaluations_of, side_by_side
from hubs.evaluation.marksheet import Sheet, sheet_of_consensus
from hubs.models import Consensus, Evaluation
from hubs.operations.consensus import (
    agree_consensus,
    answer_consensus,
    reopen_consensus,
    revise_consensus,
)
from hubs.states import CONSENSUS
from hubs.views import sheets
from twinning.core.errors import Refused
from twinning.core.prose import paragraphs
from twinning.core.steps import step
from twinning.core.web import find, permit, permitted

AGREED = gettext_lazy("The consensus is agreed: the ranking goes by it.")


@login_required
@ensure_csrf_cookie
def consensus(request: HttpRequest, pk: int) -> HttpResponse:
    """All marks side by side; for the rapporteur the sheet to write in, for the others what stands there."""
    this = _visible(request, pk)
    writes = permitted(request.user, "hubs.revise_consensus", this)
    return _page(request, this, sheet_of_consensus(this) if writes else None)


@login_required
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Save as often as one likes, or save and agree; what was typed always comes back."""
    this = _visible(request, pk)
    if request.method != "POST":
        permit(request.user, "hubs.revise_consensus", this)
        return _page(request, this, sheet_of_consensus(this))
    permit(request.user, "hubs.answer_consensus", this)
    sheet = sheet_of_consensus(this)
    try:
        sheets.keep(request, sheet, revise_consensus)
    except Refused as refusal:
        return _refused(request, this, sheets.typed(request, sheet), refusal)
    if sheet.disputed:
        return _page(request, this, sheet, status=409)
    if "agree" not in request.POST:
        messages.success(request, _("Saved as a draft."))
        return redirect(this)
    return _agree(request, this)


def _agree(request: HttpRequest, this: Consensus) -> HttpResponse:
    try:
        agree_consensus(this, by=request.user)
    except Refused as refusal:
        this = _visible(request, this.pk)
        return _refused(request, this, sheet_of_consensus(this), refusal)
    messages.success(request, str(AGREED))
    return redirect(this)


def _refused(request: HttpRequest, this: Consensus, sheet: Sheet, refusal: Refused) -> HttpResponse:
    named = {refusal.field: refusal.sentence} if refusal.field else {}
    sheet.put_faults(refusal.faults | named)
    return _page(request, this, sheet, refusal=str(refusal), status=409)


@require_POST
def answer(request: HttpRequest, pk: int) -> JsonResponse:
    """Save one field, for the script of the page."""
    visible = Consensus.objects.visible_to(request.user).filter(pk=pk)
    return sheets.answer(request, visible, answer_consensus, "hubs.answer_consensus")


def _visible(request: HttpRequest, pk: int) -> Consensus:
    rows = Consensus.objects.visible_to(request.user).select_related(
        "rapporteur", "expression__call", "expression__hub__region"
    )
    return find(rows, pk=pk)


def _page(
    request: HttpRequest, this: Consensus, sheet: Sheet | None, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    expression, user = this.expression, request.user
    seen = evaluations_of(expression, user)
    names = names_of_reviewers(seen, user)
    context = {
        "consensus": this,
        "call": expression.call,
        "name": name_for(expression, user),
        "rapporteur": _rapporteur(this, seen, names),
        "is_rapporteur": this.rapporteur_id == user.pk,
        "reviewers": [names[one.pk] for one in seen],
        "lines": side_by_side(expression, seen, this),
        "comments": [(names[one.pk], paragraphs(one.comment)) for one in seen if one.comment],
        "waiting": _still_out(this),
        "comment": paragraphs(this.comment),
        "comment_to_hub": paragraphs(this.comment_to_hub),
        "application": application_of(expression, blind=is_blind(expression, user)),
        "sheet": sheet,
        "refusal": refusal,
    }
    return render(request, "hubs/consensus.html", context, status=status)


def _rapporteur(this: Consensus, seen: list[Evaluation], names: dict[int, str]) -> str:
    """By the name that this reader may know."""
    theirs = [names[one.pk] for one in seen if one.assignment.reviewer_id == this.rapporteur_id]
    return next(iter(theirs), "–")


def _still_out(this: Consensus) -> int:
    """How many evaluations of it are begun and not handed in."""
    handed_in = Evaluation.objects.submitted().filter(assignment__expression=this.expression_id)
    begun = Evaluation.objects.begun().filter(assignment__expression=this.expression_id)
    return begun.count() - handed_in.count()


agree = step(
    CONSENSUS,
    "agree",
    Consensus,
    agree_consensus,
    named=name_of_its_application,
    explains=gettext_lazy("The marks as they are saved now are what you agree on. The ranking goes by them."),
    done=AGREED,
)
reopen = step(
    CONSENSUS,
    "reopen",
    Consensus,
    reopen_consensus,
    named=name_of_its_application,
    explains=gettext_lazy("Until it is agreed again the ranking goes by the mean of the evaluations."),
    done=gettext_lazy("The consensus is open again."),
)
