"""What the office asks about an application: read by both, answered by the hub in the fields named."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie

from hubs.application.answers import answers_of, fields_of
from hubs.application.fields import ROWS
from hubs.application.writing import Row, row_of
from hubs.models import Clarification
from hubs.operations.answers import answer_field
from hubs.operations.clarifications import answer_clarification
from hubs.views.declarations import declare_first
from hubs.views.pressing import ACTS
from hubs.views.writing import posted
from twinning.core.errors import Refused, Stale
from twinning.core.web import find, permit, permitted
from twinning.core.wording import mark

FILES = ("attach", "remove_file")


@login_required
@ensure_csrf_cookie
def clarification(request: HttpRequest, pk: int) -> HttpResponse:
    """The question, and the fields that may be changed to answer it."""
    asked = _found(request, pk)
    if asked_first := declare_first(request, asked.expression):
        return asked_first
    if request.method != "POST":
        return _page(request, asked, _rows(asked))
    permit(request.user, "hubs.answer_clarification", asked)
    return _keep(request, asked) or redirect(asked)


@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the answer: what stands in the fields is kept first."""
    asked = _found(request, pk)
    if request.method != "POST":
        return redirect(asked)
    permit(request.user, "hubs.answer_clarification", asked)
    if trouble := _keep(request, asked):
        return trouble
    try:
        answer_clarification(asked, by=request.user)
    except Refused as refusal:
        rows = _rows(asked)
        for row in rows:
            row.fault = str(refusal.faults.get(row.spec.code, ""))
        return _page(request, asked, rows, refusal=str(refusal))
    messages.success(request, _("Your answer is sent. Thank you."))
    return redirect(asked.expression)


def _found(request: HttpRequest, pk: int) -> Clarification:
    visible = Clarification.objects.visible_to(request.user)
    return find(visible.select_related("expression__hub", "expression__call"), pk=pk)


def _rows(asked: Clarification) -> list[Row]:
    stored = {answer.code: answer for answer in asked.expression.answers.select_related("saved_by")}
    specs = [spec for spec in fields_of(asked.expression.call) if spec.code in asked.fields]
    return [row_of(spec, stored) for spec in specs if spec.kind not in ROWS]


def _keep(request: HttpRequest, asked: Clarification) -> HttpResponse | None:
    """Save what was changed, and do what a button says; the page again where that is refused."""
    rows, disputed = _rows(asked), False
    try:
        for row in rows:
            disputed |= _keep_row(request, asked, row)
        if not disputed:
            _press(request, asked)
    except Refused as refusal:
        return _page(request, asked, rows, refusal=str(refusal))
    return _page(request, asked, rows, refusal=_("A colleague saved first")) if disputed else None


def _keep_row(request: HttpRequest, asked: Clarification, row: Row) -> bool:
    """Whether a colleague was first, so that both texts have to be shown."""
    code = row.spec.code
    if f"opened-{code}" not in request.POST or code == request.POST.get("take"):
        return False
    value = posted(request, code)
    if request.POST.get(f"mark-{code}", "") == mark(value):
        return False
    told = request.POST[f"opened-{code}"]
    row.value = value
    try:
        answer_field(
            asked.expression,
            code,
            value,
            int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0,
            request.user,
        )
    except Stale as stale:
        row.theirs, row.version = stale.current, stale.current.version
        row.opened_mark = mark(stale.current.value)
        return True
    return False


def _press(request: HttpRequest, asked: Clarification) -> None:
    for name in FILES:
        if name in request.POST:
            ACTS[name](request, asked.expression, request.POST[name])


def _page(request: HttpRequest, asked: Clarification, rows: list[Row], *, refusal: str = "") -> HttpResponse:
    expression = asked.expression
    specs = {spec.code: spec for spec in fields_of(expression.call)}
    files = [specs[code] for code in asked.fields if code in specs and specs[code].kind == "file"]
    there = list(expression.attachments.present()) if files else []
    may_answer = permitted(request.user, "hubs.answer_clarification", asked)
    given = answers_of(expression)
    context: dict[str, Any] = {
        "asked": asked,
        "expression": expression,
        "is_open": may_answer,
        "is_typed": may_answer and asked.is_typed,
        "rows": rows,
        "given": [(row.spec.label, row.spec.in_words(given.get(row.spec.code, ""))) for row in rows]
        if asked.answered_at
        else [],
        "form": {
            "files": [{"spec": spec, "there": [f for f in there if f.field == spec.code]} for spec in files]
        },
        "refusal": refusal,
    }
    return render(request, "hubs/clarification.html", context, status=409 if refusal else 200)
