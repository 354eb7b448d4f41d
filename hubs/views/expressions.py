"""Expressions of interest as the hub writes them and as others read them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.application.contents import content_of
from hubs.application.reading import Application, application_of, read_content
from hubs.application.writing import form_of
from hubs.models import Decision, Expression, Hub, LateEntry, Submission
from hubs.operations.expressions import (
    reopen_expression,
    resume_expression,
    submit_expression,
    withdraw_expression,
)
from hubs.operations.opening import refuse_unless_begun
from hubs.rules.hubs import manages
from hubs.states import EXPRESSION, ExpressionStatus
from hubs.views.declarations import declare_first
from twinning.core.paging import page_of
from twinning.core.steps import ReasonForm, StepView, step
from twinning.core.templatetags.times import clock_words
from twinning.core.web import find, permitted

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
    page = page_of(mine.select_related("hub", "call"), request)
    late = LateEntry.objects.deadlines(page)
    rows = [
        {"expression": one, "tone": TONES[one.status], "closes_at": late.get(one.pk, one.call.closes_at)}
        for one in page
    ]
    return render(request, "hubs/expressions.html", {"page": page, "rows": rows})


@login_required
def expression(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole of it, to be read: by the hub, the office and the reviewers who may."""
    visible = Expression.objects.visible_to(request.user)
    this = find(visible.select_related("hub__region", "call", "submission"), pk=pk)
    is_mine = Hub.objects.with_member(request.user).filter(pk=this.hub_id).exists()
    is_open = is_mine or Expression.objects.opened_to(request.user).filter(pk=this.pk).exists()
    if not is_open and (asked_first := declare_first(request, this)):
        return asked_first
    is_draft = is_mine and this.status == ExpressionStatus.DRAFT
    may_go_on = is_draft and permitted(request.user, "hubs.revise_expression", this)
    context = {
        "expression": this,
        "tone": TONES[this.status],
        "application": _application(request, this, is_mine) if is_open else None,
        "missing": form_of(this, "check").missing if may_go_on else [],
        "may_preview": is_draft and permitted(request.user, "hubs.answer_expression", this),
        "unfinished": _unfinished(this) if is_mine else None,
        "submissions": this.submissions.select_related("by") if is_mine else [],
        "decision": Decision.objects.visible_to(request.user).filter(expression=this).first(),
        "is_mine": is_mine,
        "withdrawn_because": this.withdrawn_because if is_mine or request.user.works_in_office else "",
        "asked": this.clarifications.all() if is_mine or request.user.works_in_office else [],
    }
    return render(request, "hubs/expression.html", context)


def _application(request: HttpRequest, this: Expression, is_mine: bool) -> Application:
    """To its hub a draft as it is written; to everybody else what was submitted."""
    private = is_mine or request.user.works_in_office
    if is_mine and this.status == ExpressionStatus.DRAFT:
        return read_content(content_of(this), this.call, private=private)
    return application_of(this, private=private)


def _unfinished(this: Expression) -> Application | None:
    """What was changed before the deadline and never submitted."""
    return read_content(this.unfinished, this.call, private=True) if this.unfinished else None


DRAFT_AGAIN = gettext_lazy("It is open for editing. Remember to submit it before the deadline.")


def _receipt(this: Expression) -> str:
    return this.submission.get_absolute_url()


def _leaving(this: Expression) -> Any:
    """What is given up depends on whether the call is open, over, or decided."""
    if this.status == ExpressionStatus.SELECTED:
        return gettext_lazy("Your hub gives up its place, which goes to another hub. It cannot be undone.")
    if this.status == ExpressionStatus.RESERVE:
        return gettext_lazy("Your hub leaves the reserve list. It cannot be undone.")
    if not this.is_open:
        return gettext_lazy("Your hub leaves the race. The call is closed: it cannot be undone.")
    return gettext_lazy("Your hub leaves the race. While the call is open you can take it up again.")


class SubmitView(StepView):
    """Whoever presses twice finds the receipt, and whoever comes too late what has become of their words."""

    def dispatch(self, request: HttpRequest, *args: Any, **by: Any) -> Any:
        visible = Expression.objects.visible_to(request.user).select_related("call", "hub", "submission")
        this = find(visible, **by) if request.user.is_authenticated else None
        if this and manages(request.user, this.hub):
            if this.status == ExpressionStatus.SUBMITTED and this.submission:
                return redirect(this.submission)
            if this.status == ExpressionStatus.DRAFT and not this.is_open:
                words = {"expression": this, "sentence": _too_late(this)}
                return render(request, "hubs/too_late.html", words, status=409)
        return super().dispatch(request, *args, **by)

    def post(self, request: HttpRequest, **by: Any) -> HttpResponse:
        """Of two presses at once the one that was slower by a moment finds the receipt as well."""
        try:
            answer = super().post(request, **by)
        except PermissionDenied:
            if receipt := _its_receipt(request, **by):
                return redirect(receipt)
            raise
        receipt = _its_receipt(request, **by) if answer.status_code == 409 else None
        return redirect(receipt) if receipt else answer


def _its_receipt(request: HttpRequest, **by: Any) -> Submission | None:
    """Of an application that is in, for who may hand it in."""
    this = find(Expression.objects.visible_to(request.user).select_related("hub", "submission"), **by)
    is_in = manages(request.user, this.hub) and this.status == ExpressionStatus.SUBMITTED
    return this.submission if is_in else None


def _too_late(this: Expression) -> str:
    refuse_unless_begun(this.call)
    until = clock_words(this.deadline, this.call.time_zone)
    if this.submission:
        sentence = _(
            "The time to submit was over on %(until)s. What you had submitted before counts; what you have"
            " changed since is kept for your hub to read."
        )
    else:
        sentence = _(
            "The time to submit was over on %(until)s, by the clock of the server. Your application was not"
            " submitted; all that you wrote is kept as a draft for your hub to read."
        )
    return sentence % {"until": until}


submit = SubmitView.as_view(
    lifecycle=EXPRESSION,
    step="submit",
    model=Expression,
    operation=submit_expression,
    explains=gettext_lazy(
        "You hand in what is saved now. Until the deadline a manager can reopen and submit it again."
    ),
    done=HANDED_IN,
    leads_to=_receipt,
)
reopen = step(
    EXPRESSION,
    "reopen",
    Expression,
    reopen_expression,
    explains=gettext_lazy(
        "You can change it and submit it again before the deadline. "
        "If you do not, what you submitted last counts."
    ),
    done=DRAFT_AGAIN,
)
withdraw = step(
    EXPRESSION,
    "withdraw",
    Expression,
    withdraw_expression,
    form_class=ReasonForm,
    explains=_leaving,
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
