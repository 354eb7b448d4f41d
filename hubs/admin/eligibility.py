"""Eligibility in the office: a call's applications with what was found, and the page of each of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from hubs.forms.eligibility import AskForm, ChecksForm, WhyForm
from hubs.models import Call, Clarification, EligibilityCheck, Expression, Ineligibility, Verdict
from hubs.operations.eligibility import admit_expression, decline_ineligible
from hubs.states import ExpressionStatus
from hubs.views.declarations import declare_first
from twinning.core.errors import Refused
from twinning.core.lands import land
from twinning.core.paging import page_of
from twinning.core.web import find, permit, permitted

TONES = {Verdict.YES: "good", Verdict.NO: "bad", Verdict.ASK: "warn"}
COLUMNS = ("pk", "hub__name", "hub__country")


@require_GET
def eligibility(request: HttpRequest, pk: int) -> HttpResponse:
    """50 applications with a column for each condition."""
    call = find(Call.objects.visible_to(request.user), pk=pk)
    permit(request.user, "hubs.see_ranking", call)
    visible = Expression.objects.impartial_to(request.user).filter(call=call)
    page = page_of(visible.exclude(status=ExpressionStatus.WITHDRAWN).order_by("hub__name", "pk"), request)
    items = list(call.eligibility_items.values_list("pk", "question"))
    context = admin.site.each_context(request) | {
        "title": _("Eligibility: %(call)s") % {"call": call},
        "call": call,
        "items": [question for _pk, question in items],
        "page": page,
        "rows": _rows(page, items),
        "opts": Call._meta,
    }
    return render(request, "admin/hubs/call/eligibility.html", context)


def _rows(page: Any, items: list[tuple[int, str]]) -> list[dict[str, Any]]:
    listed = list(page.object_list.values_list(*COLUMNS))
    keys = [row[0] for row in listed]
    checks = EligibilityCheck.objects.filter(expression__in=keys).order_by()
    found = {
        (about, item): verdict for about, item, verdict in checks.values_list("expression", "item", "verdict")
    }
    declined = set(Ineligibility.objects.filter(expression__in=keys).values_list("expression", flat=True))
    waiting = Clarification.objects.open().filter(expression__in=keys).order_by()
    asked = set(waiting.values_list("expression", flat=True))
    return [
        {
            "hub": hub,
            "country": land(country),
            "url": reverse("admin:hubs_expression_eligibility", args=[key]),
            "verdicts": [_badge(found.get((key, item))) | {"item": question} for item, question in items],
            "declined": key in declined,
            "asked": key in asked,
        }
        for key, hub, country in listed
    ]


def _badge(verdict: str | None) -> dict[str, Any]:
    if verdict is None:
        return {"label": "–", "tone": ""}
    return {"label": Verdict(verdict).label, "tone": TONES[Verdict(verdict)]}


def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: judge each condition, ask the hub, decline or admit it."""
    visible = Expression.objects.impartial_to(request.user)
    expression = find(visible.select_related("hub", "call", "submission"), pk=pk)
    if elsewhere := declare_first(request, expression):
        return elsewhere
    permit(request.user, "hubs.see_ranking", expression.call)
    forms = _forms(request, expression)
    for name, (permission, save, done) in ACTS.items():
        if request.method == "POST" and name in request.POST:
            permit(request.user, permission, expression)
            if _do(request, expression, forms[name], save):
                messages.success(request, str(done))
                return redirect(request.path)
    faulty = any(form.is_bound and form.errors for form in forms.values())
    context = (
        admin.site.each_context(request)
        | _around(expression)
        | {
            "forms": forms,
            "may_check": permitted(request.user, "hubs.check_eligibility", expression),
            "opts": Expression._meta,
        }
    )
    return render(request, "admin/hubs/expression/eligibility.html", context, status=422 if faulty else 200)


def _forms(request: HttpRequest, expression: Expression) -> dict[str, Any]:
    """Only the form whose button was pressed holds what was typed."""

    def typed(name: str) -> Any:
        return request.POST if request.method == "POST" and name in request.POST else None

    return {
        "check": ChecksForm(typed("check"), expression=expression),
        "ask": AskForm(typed("ask"), expression=expression, prefix="ask"),
        "decline": WhyForm(typed("decline"), prefix="decline"),
        "admit": WhyForm(typed("admit"), prefix="admit"),
    }


def _do(request: HttpRequest, expression: Expression, form: Any, save: Callable[..., Any]) -> bool:
    if not form.is_valid():
        return False
    try:
        save(form, expression, request.user)
    except Refused as refusal:
        if hasattr(form, "add_refusal"):
            form.add_refusal(refusal)
        else:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def _around(expression: Expression) -> dict[str, Any]:
    checks = list(expression.eligibility_checks.values_list("verdict", flat=True))
    return {
        "title": _("Eligibility: %(hub)s") % {"hub": expression.hub},
        "expression": expression,
        "declined": Ineligibility.objects.filter(expression=expression).select_related("by").first(),
        "has_failed": Verdict.NO in checks,
        "wants_answer": Verdict.ASK in checks,
        "questions": list(expression.clarifications.select_related("asked_by", "answered_by")),
        "waiting": expression.clarifications.open().exists(),
    }


ACTS: dict[str, tuple[str, Callable[..., Any], Any]] = {
    "check": (
        "hubs.check_eligibility",
        lambda form, expression, by: form.save(by=by),
        gettext_lazy("Noted."),
    ),
    "ask": (
        "hubs.ask_clarification",
        lambda form, expression, by: form.save(by=by),
        gettext_lazy("The hub is asked; the letters are on their way."),
    ),
    "decline": (
        "hubs.decline_ineligible",
        lambda form, expression, by: decline_ineligible(expression, by=by, **form.cleaned_data),
        gettext_lazy("Declined as not eligible. The hub hears of it when all decisions are released."),
    ),
    "admit": (
        "hubs.admit_expression",
        lambda form, expression, by: admit_expression(expression, by=by, **form.cleaned_data),
        gettext_lazy("The application is in the ranking again."),
    ),
}
