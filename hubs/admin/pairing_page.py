"""Choosing which hubs to pair: candidates by their fit, and those chosen side by side."""

from collections.abc import Sequence
from itertools import combinations, product
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from hubs.answers import answers_of
from hubs.fitting import area_names, fit_between, hundredths, stored_parts, told
from hubs.languages import language_name
from hubs.models import Call, Expression, Pairing, Programme
from hubs.operations.pairings import propose_pairing
from hubs.states import CallStatus, ExpressionStatus
from twinning.core.errors import Refused
from twinning.core.paging import page_of
from twinning.core.prose import paragraphs
from twinning.core.web import find, permit


def pairing_page(request: HttpRequest) -> HttpResponse:
    """GET shows the candidates and, for those chosen, the fit with its reasons; POST proposes them."""
    permit(request.user, "hubs.propose_pairing")
    calls = list(_with_somebody_free())
    call = _chosen_call(calls, request.GET.get("call", ""))
    free = list(_free(call)) if call else []
    names = area_names()
    pools = _pools(free)
    page = page_of(_by_fit(pools, Programme.current().partners), request)
    context = admin.site.each_context(request) | {
        "title": _("Pair hubs"),
        "calls": calls,
        "call": call,
        "pools": _listed(pools, _asked(request)),
        "chosen": _side_by_side([one for one in free if one.pk in _asked(request)], names),
        "page": page,
        "rows": [_row(fit, expressions, names) for fit, expressions in page],
        "opts": Pairing._meta,
    }
    if request.method == "POST":
        return _propose(request, context)
    return render(request, "admin/hubs/pairing/add.html", context)


def _propose(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    call = find(Call.objects.visible_to(request.user), pk=request.POST.get("call"))
    expressions = Expression.objects.visible_to(request.user).filter(pk__in=_asked(request))
    try:
        pairing = propose_pairing(call, expressions=expressions, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return render(request, "admin/hubs/pairing/add.html", context, status=409)
    messages.success(request, _("Proposed. Confirm the pairing when you are sure."))
    return redirect(pairing)


def _asked(request: HttpRequest) -> list[int]:
    given = request.POST if request.method == "POST" else request.GET
    return [int(pk) for pk in given.getlist("hub") if pk.isdecimal()]


def _chosen_call(calls: Sequence[Call], asked: str) -> Call | None:
    named = [call for call in calls if str(call.pk) == asked]
    return next(iter(named or calls), None)


def _with_somebody_free() -> QuerySet[Call]:
    free = Expression.objects.filter(status=ExpressionStatus.SELECTED).exclude(pairing_partners__holds=True)
    return Call.objects.filter(status=CallStatus.RELEASED, pk__in=free.values("call"))


def _free(call: Call) -> QuerySet[Expression]:
    """Selected and in no pairing that stands."""
    selected = call.expressions.filter(status=ExpressionStatus.SELECTED)
    return (
        selected.exclude(pairing_partners__holds=True)
        .select_related("hub__region")
        .prefetch_related("technology_areas")
        .order_by("hub__region__position", "hub__name")
    )


def _pools(free: Sequence[Expression]) -> list[list[Expression]]:
    """One list for each region that has somebody left."""
    pools: dict[int, list[Expression]] = {}
    for expression in free:
        pools.setdefault(expression.hub.region_id, []).append(expression)
    return list(pools.values())


def _by_fit(pools: Sequence[Sequence[Expression]], partners: int) -> list[tuple[Any, Sequence[Expression]]]:
    """Every way to bring hubs of different regions together, the best fit first."""
    groups = [group for chosen in combinations(pools, partners) for group in product(*chosen)]
    fits = [(fit_between(group), group) for group in groups]
    return sorted(fits, key=lambda entry: (-entry[0].score, [one.hub.name for one in entry[1]]))


def _row(fit: Any, expressions: Sequence[Expression], names: dict[str, str]) -> dict[str, Any]:
    parts = told(stored_parts(fit), names)
    return {
        "hubs": [one.hub.name for one in expressions],
        "query": "&".join(f"hub={one.pk}" for one in expressions),
        "fit": hundredths(fit.score),
        "parts": [(part["points"], part["most"]) for part in parts],
        "reasons": " ".join(part["reason"] for part in parts),
    }


def _listed(pools: Sequence[Sequence[Expression]], chosen: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            "region": pool[0].hub.region.name,
            "code": pool[0].hub.region.code,
            "hubs": [{"pk": one.pk, "name": one.hub.name, "chosen": one.pk in chosen} for one in pool],
        }
        for pool in pools
    ]


def _side_by_side(chosen: Sequence[Expression], names: dict[str, str]) -> dict[str, Any] | None:
    """All that a person compares; None until there are two to compare."""
    if len(chosen) < 2:
        return None
    found = fit_between(chosen)
    return {
        "hubs": [_sheet(one) for one in chosen],
        "fit": hundredths(found.score),
        "parts": told(stored_parts(found), names),
    }


def _sheet(expression: Expression) -> dict[str, Any]:
    hub, said = expression.hub, answers_of(expression)
    return {
        "pk": expression.pk,
        "name": hub.name,
        "url": expression.get_absolute_url(),
        "place": ", ".join(filter(None, [hub.city, hub.country.name])),
        "region": hub.region.name,
        "shore": hub.region.shore,
        "areas": ", ".join(str(area) for area in expression.technology_areas.all()) or "–",
        "languages": get_text_list([language_name(code) for code in hub.languages], _("and")) or "–",
        "bella": hub.get_bella_status_display(),
        "offers": paragraphs(said.get("offers", "")),
        "seeks": paragraphs(said.get("seeks", "")),
    }
