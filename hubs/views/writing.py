"""Writing an application: one step of the form at a time, and one field at a time behind it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from hubs.application.answers import field_of
from hubs.application.fields import FieldSpec
from hubs.application.preferring import partners_of
from hubs.application.reading import facts_of
from hubs.application.writing import STEPS, Form, Row, form_of
from hubs.models import Answer, Expression
from hubs.operations.answers import answer_field, revise_expression, tidy
from hubs.views.pressing import press
from twinning.core.errors import Refused, Stale
from twinning.core.web import find, permit, permitted
from twinning.core.wording import mark


@login_required
@ensure_csrf_cookie
def revise(request: HttpRequest, pk: int, step: str = "") -> HttpResponse:
    """A step of the form. Whatever the answer, the page that comes back holds what was typed. Who comes
    back when nothing can be written any more, by the browser or a bookmark, reads how things stand.
    """
    this = found(request, pk)
    if request.method != "POST":
        permit(request.user, "hubs.answer_expression", this)
        if not permitted(request.user, "hubs.revise_expression", this):
            return redirect(this)
        return _page(request, _form(this, step))
    permit(request.user, "hubs.answer_expression", this)
    form = _form(this, step)
    try:
        _keep(request, form)
    except Refused as refusal:
        return _page(request, _typed(request, form), refusal=refusal)
    if form.disputed:
        return _page(request, form, status=409)
    return press(request, form)


def found(request: HttpRequest, pk: int) -> Expression:
    visible = Expression.objects.visible_to(request.user).select_related("hub__region", "call")
    return find(visible, pk=pk)


def _form(this: Expression, step: str) -> Form:
    form = form_of(this, step if step in STEPS else STEPS[0])
    names = [one["name"] for one in form.steps]
    return form if form.step in names else form_of(this, names[0])


def posted(request: HttpRequest, code: str) -> str:
    """What was typed in a field; several choices become one answer."""
    return tidy(" ".join(request.POST.getlist(code)))


def _is_on_page(request: HttpRequest, row: Row) -> bool:
    """Boxes that nobody ticked are not sent: that they were there is told by the version beside them."""
    return f"opened-{row.spec.code}" in request.POST


def _keep(request: HttpRequest, form: Form) -> None:
    """Save the fields that the person changed; where a colleague was first, both texts come back."""
    taken = request.POST.get("take", "")
    changed = {
        row.spec.code: row for row in form.all_rows() if _is_on_page(request, row) if row.spec.code != taken
    }
    answers = {code: posted(request, code) for code, row in changed.items()}
    touched = {code: value for code, value in answers.items() if _is_touched(request, code, value)}
    if not touched and form.expression.call.is_open_for(form.expression.hub_id):
        return
    opened = {code: _opened(request, f"opened-{code}") for code in touched}
    disputed = revise_expression(form.expression, answers=touched, opened=opened, by=request.user)
    for code, stale in disputed.items():
        row = changed[code]
        row.value, row.theirs, row.version = touched[code], stale.current, stale.current.version
        row.opened_mark = mark(stale.current.value)
        form.disputed = True


def _is_touched(request: HttpRequest, code: str, value: str) -> bool:
    return request.POST.get(f"mark-{code}", "") != mark(value)


def _opened(request: HttpRequest, name: str) -> int:
    """The version that the page was opened on, as it says itself."""
    told = request.POST.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def _typed(request: HttpRequest, form: Form) -> Form:
    """The same step with the words that could not be saved, to be copied."""
    for row in form.all_rows():
        if _is_on_page(request, row):
            code = row.spec.code
            row.value, row.version = posted(request, code), _opened(request, f"opened-{code}")
            row.opened_mark = request.POST.get(f"mark-{code}", "")
    return form


def _page(
    request: HttpRequest, form: Form, *, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    this = form.expression
    context = {
        "expression": this,
        "form": form,
        "refusal": str(refusal) if refusal else "",
        "saved_at": Expression.objects.values_list("saved_at", flat=True).get(pk=this.pk),
        "may_submit": permitted(request.user, "hubs.submit_expression", this),
        "is_open": refusal is None,
        "colleague_was_first": any(
            row.theirs and row.theirs.saved_by_id != request.user.pk for row in form.all_rows()
        ),
        "closes_at": this.call.deadline_for(this.hub_id),
        "hub_facts": facts_of(this) if form.step == "hub" else [],
        **partners_of(form, request.GET.get("q", "")),
    }
    return render(request, "hubs/revise.html", context, status=409 if refusal else status)


@require_POST
def answer(request: HttpRequest, pk: int) -> JsonResponse:
    """Save one field for the script of the form, in one small exchange.

    401: sign in (again, or as who opened the page) · 409: a colleague was first, with their words, or it
    is not taken any more, with a sentence.
    """
    if str(request.user.pk) != request.POST.get("writer", ""):
        door = f"{reverse('account_login')}?next={reverse('hubs:revise_expression', kwargs={'pk': pk})}"
        says = _("You are signed out. Your text is kept on this device: sign in, and it is saved.")
        return JsonResponse({"says": says, "login": door}, status=401)
    visible = Expression.objects.visible_to(request.user).select_related("call", "hub")
    this = visible.filter(pk=pk).first()
    if this is None or not permitted(request.user, "hubs.answer_expression", this):
        says = _("You may not write here any more. What you typed stands here for you to copy.")
        return JsonResponse({"says": says}, status=403 if this else 404)
    code, value = request.POST.get("field", ""), tidy(" ".join(request.POST.getlist("value")))
    try:
        version = answer_field(this, code, value, _opened(request, "opened"), request.user)
    except Stale as stale:
        return JsonResponse(_both(request, this, code, stale.current), status=409)
    except Refused as refusal:
        return JsonResponse({"says": str(refusal)}, status=409)
    at = formats.time_format(timezone.localtime(), "H:i")
    return JsonResponse(
        {"version": version, "mark": mark(value), "says": _("Saved at %(time)s.") % {"time": at}}
    )


def _both(request: HttpRequest, this: Expression, code: str, theirs: Answer) -> dict[str, Any]:
    """The words that were saved first, with who wrote them and when; nobody is told of themselves by name."""
    spec = _spec(this, code)
    who = str(theirs.saved_by) if theirs.saved_by else _("Somebody")
    at = formats.time_format(timezone.localtime(theirs.saved_at), "H:i")
    says = _("%(person)s saved other words here at %(time)s.") % {"person": who, "time": at}
    if theirs.saved_by == request.user:
        says = _("Other words were saved here in another window.")
    return {
        "version": theirs.version,
        "theirs": spec.codes(theirs.value) if spec and spec.choices else [theirs.value],
        "words": (spec.in_words(theirs.value) if spec else theirs.value) or _("(empty)"),
        "mark": mark(theirs.value),
        "says": says,
    }


def _spec(this: Expression, code: str) -> FieldSpec | None:
    return field_of(this.call, code)
