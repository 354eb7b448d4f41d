"""Saving a sheet of marks: field by field behind the page, or as a whole where there are no scripts."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from hubs.evaluation.marksheet import Sheet, Theirs
from hubs.operations.marking import tidy
from twinning.core.errors import Refused, Stale
from twinning.core.web import permitted
from twinning.core.wording import mark

Answer = Callable[..., int]
Revise = Callable[..., dict[str, Stale]]


def answer(request: HttpRequest, visible: QuerySet[Any], operation: Answer, permission: str) -> JsonResponse:
    """Save one field for the script of the form, in one small exchange.

    401: sign in (again, or as who opened the page) · 409: other words were saved meanwhile, which are
    given back, or it is not taken any more, with a sentence · 403, 404: it is no longer theirs.
    """
    if str(request.user.pk) != request.POST.get("writer", ""):
        door = f"{reverse('account_login')}?next={reverse('hubs:reviews')}"
        says = _("You are signed out. Your text is kept on this device: sign in, and it is saved.")
        return JsonResponse({"says": says, "login": door}, status=401)
    record = visible.first()
    if record is None or not permitted(request.user, permission, record):
        says = _("You may not write here any more. What you typed stands here for you to copy.")
        return JsonResponse({"says": says}, status=403 if record else 404)
    return _save(request, record, operation)


def _save(request: HttpRequest, record: Any, operation: Answer) -> JsonResponse:
    field, value = request.POST.get("field", ""), tidy(request.POST.get("value", ""))
    try:
        version = operation(record, field, value, _number(request.POST.get("opened", "")), by=request.user)
    except Stale as stale:
        return JsonResponse(_both(stale.current), status=409)
    except Refused as refusal:
        return JsonResponse({"says": str(refusal)}, status=409)
    at = formats.time_format(timezone.localtime(), "H:i")
    says = _("Saved at %(time)s.") % {"time": at}
    return JsonResponse({"version": version, "mark": mark(value), "says": says})


def _both(current: dict[str, Any]) -> dict[str, Any]:
    value = current["value"]
    return {
        "version": current["version"],
        "theirs": [value],
        "words": value or _("(empty)"),
        "mark": mark(value),
        "says": _("Other words were saved here in another window."),
    }


def keep(request: HttpRequest, sheet: Sheet, operation: Revise) -> None:
    """Save what was touched; where other words were saved meanwhile both stand on the page again."""
    taken = request.POST.get("take", "")
    rows = {row.spec.code: row for row in sheet.rows() if row.spec.code in request.POST}
    rows.pop(taken, None)
    touched = {code: tidy(request.POST[code]) for code in rows}
    touched = {code: value for code, value in touched.items() if _is_touched(request, code, value)}
    if not touched:
        return
    versions = {code: opened(request, code) for code in touched}
    for code, stale in operation(sheet.record, answers=touched, opened=versions, by=request.user).items():
        row = rows[code]
        row.value = touched[code]
        row.theirs = Theirs(**stale.current)
        row.version, row.opened_mark = stale.current["version"], mark(stale.current["value"])
        sheet.disputed = True


def typed(request: HttpRequest, sheet: Sheet) -> Sheet:
    """The same sheet with the words that could not be saved."""
    for row in sheet.rows():
        code = row.spec.code
        if code in request.POST:
            row.value, row.version = tidy(request.POST[code]), opened(request, code)
            row.opened_mark = request.POST.get(f"mark-{code}", "")
    return sheet


def opened(request: HttpRequest, field: str) -> int:
    """The version on which the page was opened."""
    return _number(request.POST.get(f"opened-{field}", ""))


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def _is_touched(request: HttpRequest, code: str, value: str) -> bool:
    return request.POST.get(f"mark-{code}", "") != mark(value)
