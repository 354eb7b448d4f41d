"""Publishing a call and extending it: never without having seen when its deadline falls abroad."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.calls.invited import deadline_abroad
from hubs.forms.calls import ExtendForm
from hubs.models import Call, Expression
from hubs.operations.calls import publish_call
from hubs.states import CALL, ExpressionStatus
from twinning.core.errors import Refused
from twinning.core.steps import StepView
from twinning.core.web import find, permit


class PublishView(StepView):
    """Asks, with the deadline on the clocks of all who are invited."""

    template = "hubs/publish.html"

    def around(self, record: Any) -> dict[str, Any]:
        return {"call": record, **_abroad(record, record.closes_at)}


def _abroad(call: Call, deadline: datetime) -> dict[str, Any]:
    """Where something is to be considered first, and where it is an ordinary working hour."""
    lines = deadline_abroad(call, deadline)
    considered = [line for line in lines if line.warnings or line.notes]
    return {"considered": considered, "ordinary": [line for line in lines if line not in considered]}


publish = PublishView.as_view(
    lifecycle=CALL,
    step="publish",
    model=Call,
    operation=publish_call,
    explains=gettext_lazy(
        "Everybody sees the call from now on, and hubs can apply from its opening instant."
    ),
    done=gettext_lazy("The call is published."),
)


@login_required
def extend(request: HttpRequest, slug: str) -> HttpResponse:
    """The new deadline: first seen abroad, then announced to everybody."""
    call = find(Call.objects.visible_to(request.user), slug=slug)
    permit(request.user, "hubs.extend_call", call)
    form = ExtendForm(request.POST or None, call=call)
    if request.method != "POST":
        return _page(request, call, form)
    if form.is_valid() and "extend" in request.POST:
        try:
            form.save(by=request.user)
        except Refused as refusal:
            form.add_refusal(refusal)
            call.refresh_from_db()
        else:
            messages.success(request, _("The deadline is extended; the letters are on their way."))
            return redirect(call)
    return _page(request, call, form, status=409 if form.errors else 200)


def _page(request: HttpRequest, call: Call, form: ExtendForm, *, status: int = 200) -> HttpResponse:
    deadline = form.instant or call.closes_at
    drafts = Expression.objects.filter(call=call, status=ExpressionStatus.DRAFT)
    context = {
        "call": call,
        "form": form,
        "deadline": deadline,
        "is_new": form.instant is not None,
        **_abroad(call, deadline),
        "drafts": drafts.count(),
    }
    return render(request, "hubs/extend.html", context, status=status)
