"""The pairing desk: the hubs of a scenario, the pairs between them, and what stands beside."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hubs.admin.desk_facts import facts_of, number_of, partners_beside, scenario_for, wants_part
from hubs.desk.board import board_of
from hubs.desk.moves import changes_since
from hubs.models import Scenario
from hubs.states import ScenarioStatus
from twinning.core.web import permitted

TONES = {ScenarioStatus.PUBLISHED: "good", ScenarioStatus.DRAFT: "info"}


@require_GET
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page; or, for its script, only what changes from move to move."""
    return show(request, scenario_for(request, pk))


@require_GET
def partners(request: HttpRequest, pk: int) -> HttpResponse:
    """The best partners of a hub, with what it scores with everybody else."""
    scenario = scenario_for(request, pk)
    context = partners_beside(request, scenario)
    return render(request, "admin/hubs/scenario/_partners_alone.html", context)


@require_GET
def since(request: HttpRequest, pk: int) -> HttpResponse:
    """What others did since the version that the reader has, and the board as it is now.

    Nothing at all if nobody did anything, unless the reader looks for other hubs (`draw`).
    """
    scenario = scenario_for(request, pk)
    seen = number_of(request.GET.get("version", ""))
    if seen == scenario.version and "draw" not in request.GET:
        return HttpResponse(status=204)
    asked = request.GET.copy()
    for name in ("version", "draw"):
        asked.pop(name, None)
    request.GET = asked  # type: ignore[assignment]
    return show(request, scenario, news=changes_since(scenario, request.user, seen))


def show(request: HttpRequest, scenario: Scenario, *, status: int = 200, **said: Any) -> HttpResponse:
    """The desk as it stands now, with what there is to say about it."""
    board = board_of(scenario, request.user, changes=not wants_part(request))
    facts = facts_of(request, scenario, board, str(said.get("picked", ""))) | {
        "news": [],
        "said": "",
        "refusal": "",
        "stale": [],
        "again": None,
        "reason": "",
        "asks_reason": False,
        "picked": "",
        **said,
    }
    if wants_part(request):
        return render(request, "admin/hubs/scenario/_fragment.html", facts, status=status)
    context = admin.site.each_context(request) | {
        "title": scenario.name,
        "is_nav_sidebar_enabled": False,
        "opts": Scenario._meta,
        "status": scenario.get_status_display(),
        "tone": TONES.get(ScenarioStatus(scenario.status), ""),
        "may_publish": permitted(request.user, "hubs.publish_scenario", scenario),
    }
    return render(request, "admin/hubs/scenario/desk.html", context | facts, status=status)
