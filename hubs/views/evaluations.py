"""Marking an application, with the application beside the marks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.answers import TEXTS
from hubs.forms.evaluations import EvaluationForm
from hubs.models import Evaluation, Expression, PublicText
from hubs.operations.evaluations import reopen_evaluation, submit_evaluation
from hubs.scoring import figure
from hubs.states import EVALUATION
from twinning.core.errors import Refused
from twinning.core.prose import paragraphs
from twinning.core.steps import step
from twinning.core.web import find, permit, permitted

HANDED_IN = gettext_lazy("Thank you: your evaluation is in.")
MEANING_OF_MARKS = "meaning-of-marks"


@login_required
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """The application beside the form, or beside the marks as they were handed in."""
    this = _visible(request, pk)
    if permitted(request.user, "hubs.revise_evaluation", this):
        return _page(request, this, _form(this))
    return _page(request, this, None)


@login_required
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Save as often as one likes, or save and hand in; what was typed always comes back."""
    this = _visible(request, pk)
    if request.method != "POST":
        permit(request.user, "hubs.revise_evaluation", this)
        return _page(request, this, _form(this))
    permit(request.user, "hubs.answer_evaluation", this)
    form = _form(this, request.POST)
    if not form.is_valid():
        return _page(request, this, form, status=422)
    try:
        form.save(by=request.user)
        if "submit" in request.POST:
            submit_evaluation(this, by=request.user)
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, this, form, status=409)
    handed_in = "submit" in request.POST
    messages.success(request, str(HANDED_IN) if handed_in else _("Saved as a draft."))
    return redirect("hubs:reviews") if handed_in else redirect(this)


def _visible(request: HttpRequest, pk: int) -> Evaluation:
    rows = Evaluation.objects.visible_to(request.user).select_related("assignment__expression__call")
    return find(rows, pk=pk)


def _form(this: Evaluation, typed: Any = None) -> EvaluationForm:
    criteria = list(this.assignment.expression.call.criteria.all())
    return EvaluationForm(typed, instance=this, criteria=criteria)


def _page(
    request: HttpRequest, this: Evaluation, form: EvaluationForm | None, *, status: int = 200
) -> HttpResponse:
    expression = _application(request, this)
    context = {
        "evaluation": this,
        "call": this.assignment.expression.call,
        "assignment": this.assignment,
        "expression": expression,
        "answers": _answers(expression) if expression else [],
        "areas": expression.technology_areas.all() if expression else [],
        "form": form,
        "scores": [] if form else _scores(this),
        "comment": paragraphs(this.comment),
        "meaning": _meaning(),
        "is_mine": this.assignment.reviewer_id == request.user.pk,
    }
    return render(request, "hubs/evaluation.html", context, status=status)


def _application(request: HttpRequest, this: Evaluation) -> Expression | None:
    """None while the hub has taken it back to work on it."""
    visible = Expression.objects.visible_to(request.user).select_related("hub__region", "call")
    return visible.filter(pk=this.assignment.expression_id).first()


def _answers(expression: Expression) -> list[dict[str, Any]]:
    return [
        {
            "label": str(expression._meta.get_field(name).verbose_name),
            "text": paragraphs(getattr(expression, name)),
        }
        for name in TEXTS
    ]


def _scores(this: Evaluation) -> list[dict[str, Any]]:
    return [
        {
            "name": score.criterion.name,
            "mark": "–" if score.mark is None else figure(score.mark),
            "most": figure(score.criterion.maximum),
            "comment": paragraphs(score.comment),
        }
        for score in this.scores.select_related("criterion")
    ]


def _meaning() -> dict[str, Any] | None:
    """What each mark means, in the office's words, if it has written them."""
    text = PublicText.objects.filter(place=MEANING_OF_MARKS).first()
    return {"heading": text.heading, "words": paragraphs(text.body)} if text else None


submit = step(
    EVALUATION,
    "submit",
    Evaluation,
    submit_evaluation,
    explains=gettext_lazy(
        "You hand in the marks as they are saved now. Until the decision you can reopen them."
    ),
    done=HANDED_IN,
)
reopen = step(
    EVALUATION,
    "reopen",
    Evaluation,
    reopen_evaluation,
    explains=gettext_lazy("Your marks do not count until you hand them in again."),
    done=gettext_lazy("Your evaluation is open again. Remember to hand it in."),
)
