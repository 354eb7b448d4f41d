"""How far the reviewers of a call agree, with words on how to read it."""

from decimal import Decimal
from statistics import mean
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from hubs.evaluation.agreement import GOOD, TENTATIVE, alpha, spread
from hubs.evaluation.scoring import figure
from hubs.models import Call, Evaluation, Expression, Score
from hubs.models.conflict import apart_from
from twinning.core.figures import spoken
from twinning.core.web import find, permit

WIDEST = 10  # applications on which reviewers differ most


@require_GET
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Krippendorff's alpha for each criterion and over all, and where the marks lie widest apart."""
    call = find(Call.objects.visible_to(request.user), pk=pk)
    permit(request.user, "hubs.see_agreement", call)
    marks = _marks(call, request.user)
    criteria = list(call.criteria.values_list("code", "name"))
    context = admin.site.each_context(request) | {
        "title": _("Agreement of reviewers: %(call)s") % {"call": call},
        "call": call,
        "rows": [_row(name, marks.get(code, {})) for code, name in criteria],
        "overall": in_words(alpha([unit for of in marks.values() for unit in of.values()])),
        "widest": _widest(marks, dict(criteria), _names(marks)),
        "opts": Call._meta,
    }
    return render(request, "admin/hubs/call/agreement.html", context)


Marks = dict[str, dict[int, list[Decimal]]]  # by criterion, then by application


def _marks(call: Call, user: Any) -> Marks:
    """All that are handed in, but for applications in which the person has an interest; one query."""
    counting = Evaluation.objects.submitted().filter(assignment__expression__call=call)
    counting = apart_from(counting, user, "assignment__expression")
    rows = Score.objects.filter(
        evaluation__in=counting.order_by().values("pk"), mark__isnull=False
    ).order_by()
    found: Marks = {}
    columns = ("criterion__code", "evaluation__assignment__expression_id", "mark")
    for code, expression, mark in rows.values_list(*columns):
        found.setdefault(code, {}).setdefault(expression, []).append(mark)
    return found


def _row(name: str, units: dict[int, list[Decimal]]) -> dict[str, Any]:
    """One criterion: alpha, and the spread of an application's marks on average."""
    apart = [found for marks in units.values() if len(marks) > 1 and (found := spread(marks))]
    return {
        "name": name,
        "alpha": in_words(alpha(units.values())),
        "units": len(apart),
        "range": spoken(f"{mean(one.range for one in apart):.2f}") if apart else "–",
        "deviation": spoken(f"{mean(one.deviation for one in apart):.2f}") if apart else "–",
    }


def in_words(value: float | None) -> dict[str, str]:
    """The figure, and how it is commonly read."""
    if value is None:
        return {"figure": "–", "words": _("too few marks to say"), "short": "–", "tone": ""}
    if value >= GOOD:
        words, short, tone = _("reviewers agree well"), pgettext("reviewers agree", "well"), "good"
    elif value >= TENTATIVE:
        words, tone = _("reviewers agree fairly: read close results with care"), "accent"
        short = pgettext("reviewers agree", "fairly")
    else:
        words, tone = _("reviewers agree little: let them talk, and agree on a consensus"), "warn"
        short = pgettext("reviewers agree", "little")
    return {"figure": spoken(f"{value:.3f}"), "words": words, "short": short, "tone": tone}


def _names(marks: Marks) -> dict[int, str]:
    wanted = {expression for units in marks.values() for expression in units}
    return dict(Expression.objects.filter(pk__in=wanted).values_list("pk", "hub__name"))


def _widest(marks: Marks, criteria: dict[str, str], names: dict[int, str]) -> list[dict[str, Any]]:
    """Where two reviewers differ most: the first things to talk about."""
    apart = [
        (found.range, names[expression], criteria[code], expression, found)
        for code, units in marks.items()
        for expression, theirs in units.items()
        if len(theirs) > 1 and (found := spread(theirs)) and found.range > 0
    ]
    apart.sort(key=lambda one: (-one[0], one[1], one[2]))
    return [
        {
            "hub": hub,
            "url": reverse("admin:hubs_expression_layers", args=[expression]),
            "criterion": criterion,
            "marks": spoken(f"{figure(found.lowest)} – {figure(found.highest)}"),
            "range": spoken(figure(wide)),
        }
        for wide, hub, criterion, expression, found in apart[:WIDEST]
    ]
