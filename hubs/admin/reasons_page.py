"""Why any two hubs of a scenario fit: the office's sheet, with what hubs wish for in confidence."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hubs.models import Expression, Paper, Scenario
from hubs.operations.printing_reasons import ask_for_scenario_reasons
from hubs.reasons.sheet import key_of, sheet_of_scenario
from hubs.views.reasons import being_made, partners_of
from twinning.core.errors import Refused
from twinning.core.web import find, permit

Pools = list[tuple[str, list[Expression]]]


@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of the two hubs asked for (`?hub=1&hub=2`), or the hubs to choose from; POST prints it."""
    scenario = find(Scenario.objects.visible_to(request.user).select_related("call"), pk=pk)
    permit(request.user, "hubs.see_reasons", scenario)
    pools = _pools(request, scenario)
    chosen = _chosen(request, pools)
    if request.method == "POST" and chosen:
        try:
            ask_for_scenario_reasons(scenario, hubs=chosen, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, being_made())
        return redirect(request.get_full_path())
    context = admin.site.each_context(request) | {
        "title": _("How well two hubs fit together"),
        "scenario": scenario,
        "call": scenario.call,
        "pools": [_choices(hubs, chosen) for _code, hubs in pools],
        "opts": Scenario._meta,
        **(_sheet(request, scenario, chosen) if chosen else {}),
    }
    return render(request, "admin/hubs/scenario/reasons.html", context)


def _pools(request: HttpRequest, scenario: Scenario) -> Pools:
    """Without the hubs in which the reader has an interest."""
    pools = scenario.inputs["pools"]
    keys = {hub["key"] for pool in pools for hub in pool["hubs"]}
    rows = Expression.objects.visible_to(request.user).filter(pk__in=keys).select_related("hub__region")
    seen = {str(one.pk): one for one in rows}
    return [(pool["code"], [seen[h["key"]] for h in pool["hubs"] if h["key"] in seen]) for pool in pools]


def _chosen(request: HttpRequest, pools: Pools) -> list[Expression]:
    """Two, of different pools; else nobody."""
    asked = set(request.GET.getlist("hub"))
    found = [[one for one in hubs if str(one.pk) in asked] for _code, hubs in pools]
    two = [hubs[0] for hubs in found if len(hubs) == 1]
    return two if len(two) == 2 and sum(map(len, found)) == 2 else []


def _choices(hubs: list[Expression], chosen: list[Expression]) -> dict[str, Any]:
    return {
        "name": hubs[0].hub.region.name if hubs else "",
        "hubs": [{"pk": one.pk, "name": one.hub.name, "chosen": one in chosen} for one in hubs],
    }


def _sheet(request: HttpRequest, scenario: Scenario, chosen: list[Expression]) -> dict[str, Any]:
    sheet = sheet_of_scenario(scenario, chosen)
    papers = Paper.objects.visible_to(request.user)
    return {
        "sheet": sheet,
        "partners": partners_of([sheet]),
        "paper": papers.filter(key=key_of([sheet], "scenario", scenario.pk)).first(),
    }
