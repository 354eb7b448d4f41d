"""Redress: asking for it, reading it, answering it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.models import Decision, Expression, Redress
from hubs.operations.redress import (
    file_redress,
    redress_until,
    refuse_unless_in_window,
    reject_redress,
    uphold_redress,
    withdraw_redress,
)
from hubs.states import REDRESS, ExpressionStatus, RedressStatus
from twinning.core.errors import Refused
from twinning.core.steps import StepView, step
from twinning.core.web import find, permit, permitted


class RedressForm(forms.Form):
    """The complaint, in the hub's words."""

    text = forms.CharField(
        label=gettext_lazy("What went wrong in the procedure?"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "For instance: somebody with an interest took part, or a part of your application was not read."
            " The marks themselves are the evaluators' own judgement, and are not discussed."
        ),
    )


class FindingForm(forms.Form):
    """What the office found, for the hub to read."""

    finding = forms.CharField(
        label=gettext_lazy("What was found, and what follows"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("The hub gets these words in a letter."),
    )


@login_required
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Complain about the procedure, within the window."""
    decisions = Decision.objects.visible_to(request.user).filter(released_at__isnull=False)
    decision = find(decisions.select_related("expression__hub", "expression__call"), expression=pk)
    expression = decision.expression
    permit(request.user, "hubs.file_redress", expression)
    filed = Redress.objects.visible_to(request.user).filter(expression=expression).first()
    if request.method != "POST" and filed:
        return redirect(filed)
    form = RedressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            redress = file_redress(expression, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Your request is in. The office looks into it and writes to you."))
            return redirect(redress)
    context = {
        "expression": expression,
        "form": form,
        "until": redress_until(expression),
        # Nobody is asked to write what will be refused; what was typed already stands there to be copied.
        "closed": "" if form.is_bound else _closed(expression),
    }
    return render(request, "hubs/file_redress.html", context, status=422 if form.errors else 200)


def _closed(expression: Expression) -> str:
    try:
        refuse_unless_in_window(expression)
    except Refused as refusal:
        return str(refusal)
    return ""


@login_required
def redress(request: HttpRequest, pk: int) -> HttpResponse:
    """A complaint and its outcome: for the hub's people and the office."""
    visible = Redress.objects.visible_to(request.user)
    this = find(visible.select_related("expression__hub", "expression__call", "filed_by"), pk=pk)
    answers = permitted(request.user, "hubs.see_ranking", this.expression.call)
    context = {
        "redress": this,
        "expression": this.expression,
        "follows": _what_follows(this.expression) if answers and this.status == RedressStatus.UPHELD else "",
    }
    return render(request, "hubs/redress.html", context)


def _what_follows(expression: Expression) -> str:
    """What the office can do for a hub that was right: a decision that is released stays as it was."""
    if expression.status == ExpressionStatus.RESERVE:
        return _(
            "The decision stays as it was released. When a place of its region is free, you can give it to"
            " this hub, also out of turn: the reason is asked for then."
        )
    if expression.status == ExpressionStatus.NOT_SELECTED:
        return _(
            "The decision stays as it was released, and a hub that was not selected is given no place here."
            " What you promise the hub in your answer is for you to do."
        )
    return ""


class AnswerView(StepView):
    """Asks for what was found, below what the hub complains about."""

    lifecycle = REDRESS
    model = Redress
    form_class = FindingForm
    done = gettext_lazy("Answered; the hub gets a letter.")
    template = "hubs/answer_redress.html"

    def around(self, record: Redress) -> dict[str, Any]:
        return {"follows": _what_follows(record.expression) if self.step == "uphold" else ""}


def _answer(name: str, operation: Any, explains: Any) -> Any:
    return AnswerView.as_view(step=name, operation=operation, explains=explains)


uphold = _answer(
    "uphold",
    uphold_redress,
    gettext_lazy("The procedure was not followed. Say what follows from it for this application."),
)
reject = _answer(
    "reject", reject_redress, gettext_lazy("The procedure was followed, and the decision stands.")
)
withdraw = step(
    REDRESS,
    "withdraw",
    Redress,
    withdraw_redress,
    explains=gettext_lazy("Nobody looks into it any more, and your hub cannot ask for redress again."),
    done=gettext_lazy("Your request is withdrawn."),
)
