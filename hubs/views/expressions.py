"""Expressions of interest as the hub writes them and as others read them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.answers import TEXTS, missing_answers
from hubs.forms.expressions import ExpressionForm
from hubs.models import Expression, Hub
from hubs.operations.expressions import (
    reopen_expression,
    resume_expression,
    submit_expression,
    withdraw_expression,
)
from hubs.states import EXPRESSION, ExpressionStatus
from twinning.core.errors import Refused
from twinning.core.paging import page_of
from twinning.core.prose import paragraphs
from twinning.core.steps import ReasonForm, step
from twinning.core.web import find, permit, permitted

HANDED_IN = gettext_lazy("Your expression of interest is in. A receipt is on its way to each of you.")
TONES = {
    ExpressionStatus.DRAFT: "warn",
    ExpressionStatus.SUBMITTED: "info",
    ExpressionStatus.SELECTED: "good",
    ExpressionStatus.RESERVE: "accent",
    ExpressionStatus.NOT_SELECTED: "",
    ExpressionStatus.WITHDRAWN: "",
}


@login_required
def expressions(request: HttpRequest) -> HttpResponse:
    """Those of one's own hubs, the latest first."""
    mine = Expression.objects.visible_to(request.user).filter(hub__in=Hub.objects.with_member(request.user))
    page = page_of(mine.select_related("hub", "call").defer(*TEXTS), request)
    rows = [{"expression": expression, "tone": TONES[expression.status]} for expression in page]
    return render(request, "hubs/expressions.html", {"page": page, "rows": rows})


@login_required
def expression(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole of it, to be read: by the hub, the office and the reviewers who may."""
    this = _visible(request, pk)
    is_draft = this.status == ExpressionStatus.DRAFT
    context = {
        "expression": this,
        "tone": TONES[this.status],
        "answers": [_answer(this, name) for name in TEXTS],
        "areas": this.technology_areas.all(),
        "missing": [_label(this, name) for name in missing_answers(this)] if is_draft else [],
        "is_mine": permitted(request.user, "hubs.see_members", this.hub),
    }
    return render(request, "hubs/expression.html", context)


def _visible(request: HttpRequest, pk: int) -> Expression:
    visible = Expression.objects.visible_to(request.user).select_related("hub__region", "call")
    return find(visible, pk=pk)


def _label(this: Expression, name: str) -> str:
    words = str(this._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def _answer(this: Expression, name: str) -> dict[str, Any]:
    return {"label": _label(this, name), "text": paragraphs(getattr(this, name)), "name": name}


@login_required
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """The form: saved as often as one likes, and by a manager submitted from here.

    Whatever the answer, the page that comes back holds what was typed.
    """
    this = _visible(request, pk)
    if request.method != "POST":
        permit(request.user, "hubs.revise_expression", this)
        return _page(request, this, ExpressionForm(instance=this))
    permit(request.user, "hubs.answer_expression", this)
    form = ExpressionForm(request.POST, instance=this)
    if not form.is_valid():
        return _page(request, this, form, status=422)
    try:
        form.save(by=request.user)
        if "submit" in request.POST:
            return _submit(request, this)
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, this, form, status=409)
    messages.success(request, _("Saved as a draft."))
    return redirect("hubs:revise_expression", pk=this.pk)


def _submit(request: HttpRequest, this: Expression) -> HttpResponse:
    permit(request.user, "hubs.submit_expression", this)
    submit_expression(this, by=request.user)
    messages.success(request, str(HANDED_IN))
    return redirect(this)


def _page(request: HttpRequest, this: Expression, form: ExpressionForm, *, status: int = 200) -> HttpResponse:
    context = {
        "expression": this,
        "form": form,
        "saved_at": Expression.objects.values_list("saved_at", flat=True).get(pk=this.pk),
        "may_submit": permitted(request.user, "hubs.submit_expression", this),
        "is_open": this.call.is_open,
    }
    return render(request, "hubs/revise.html", context, status=status)


DRAFT_AGAIN = gettext_lazy("It is a draft again. Remember to submit it before the deadline.")

submit = step(
    EXPRESSION,
    "submit",
    Expression,
    submit_expression,
    explains=gettext_lazy(
        "You hand in what is saved now. Until the deadline a manager can reopen and submit it again."
    ),
    done=HANDED_IN,
)
reopen = step(
    EXPRESSION,
    "reopen",
    Expression,
    reopen_expression,
    explains=gettext_lazy(
        "It becomes a draft again and is not in the race until you submit it once more, before the deadline."
    ),
    done=DRAFT_AGAIN,
)
withdraw = step(
    EXPRESSION,
    "withdraw",
    Expression,
    withdraw_expression,
    form_class=ReasonForm,
    explains=gettext_lazy("Your hub leaves the race. While the call is open you can take it up again."),
    done=gettext_lazy("The expression of interest is withdrawn."),
)
resume = step(
    EXPRESSION,
    "resume",
    Expression,
    resume_expression,
    explains=gettext_lazy("It becomes a draft again, with all you had written."),
    done=DRAFT_AGAIN,
)
