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

from hubs.application.answers import answers_of
from hubs.languages import language_name
from hubs.models import Call, Expression, Pairing, PairingRules, Programme
from hubs.operations.pairings import propose_pairing
from hubs.pairing.pools import Group
from hubs.pairing.reading import Case
from hubs.problem.document import document_of, year_of_pairing
from hubs.problem.fits import fit_in, fit_in_words, fit_of, hundredths, names_in, stored, told
from hubs.problem.wording import Names
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
    names = names_in(free)
    pools = _pools(free)
    case, groups = _by_fit(call, pools, Programme.current().partners)
    page = page_of(groups, request)
    context = admin.site.each_context(request) | {
        "title": _("Pair hubs"),
        "calls": calls,
        "call": call,
        "pools": _listed(pools, _asked(request)),
        "chosen": _side_by_side([one for one in free if one.pk in _asked(request)], names),
        "page": page,
        "rows": [_row(case, group, names) for group in page],
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
    messages.success(request, _("Proposed: the managers of its hubs are asked by letter."))
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
        .prefetch_related("technology_areas", "wishes__area", "wishes__kind", "preferences")
        .order_by("hub__region__position", "hub__name")
    )


def _pools(free: Sequence[Expression]) -> list[list[Expression]]:
    """One list for each region that has somebody left."""
    pools: dict[int, list[Expression]] = {}
    for expression in free:
        pools.setdefault(expression.hub.region_id, []).append(expression)
    return list(pools.values())


def _by_fit(
    call: Call | None, pools: Sequence[Sequence[Expression]], partners: int
) -> tuple[Any, list[Group]]:
    """Every way to bring hubs of different regions together, the best fit first, with what fits them."""
    if call is None or len(pools) < partners:
        return None, []
    coded = [(str(number), pool) for number, pool in enumerate(pools)]
    case = Case(document_of(coded, rules=PairingRules.objects.for_call(call), year=year_of_pairing()))
    keys = [[str(one.pk) for one in pool] for pool in pools]
    groups = [group for chosen in combinations(keys, partners) for group in product(*chosen)]
    best = {group: (-case.pools.score(group), [case.names[key] for key in group]) for group in groups}
    return case, sorted(groups, key=best.__getitem__)


def _row(case: Case, group: Group, names: Names) -> dict[str, Any]:
    twos = list(combinations(group, 2))
    parts = told([part for two in twos for part in stored(fit_in(case, *two), two)], names)
    return {
        "hubs": [names.hub(key) for key in group],
        "query": "&".join(f"hub={key}" for key in group),
        "fit": hundredths(case.pools.score(group) // len(twos)),
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


def _side_by_side(chosen: Sequence[Expression], names: Names) -> dict[str, Any] | None:
    """All that a person compares; None until there are two to compare."""
    if len(chosen) < 2:
        return None
    fit, parts = fit_of(chosen)
    return {
        "hubs": [_sheet(one) for one in chosen],
        "fit": fit_in_words(fit),
        "parts": told(parts, names),
    }


def _sheet(expression: Expression) -> dict[str, Any]:
    hub, said = expression.hub, answers_of(expression)
    return {
        "pk": expression.pk,
        "name": hub.name,
        "url": expression.get_absolute_url(),
        "place": hub.place,
        "region": hub.region.name,
        "shore": hub.region.shore,
        "areas": ", ".join(str(area) for area in expression.technology_areas.all()) or "–",
        "languages": get_text_list([language_name(code) for code in hub.languages], _("and")) or "–",
        "bella": hub.get_bella_status_display(),
        "offers": paragraphs(said.get("offers", "")),
        "seeks": paragraphs(said.get("seeks", "")),
    }
