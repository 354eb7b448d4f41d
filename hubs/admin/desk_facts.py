"""What the pages of the pairing desk have in common: the scenario, where to go, and the board arranged."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hubs.admin.desk_rows import Arrangement
from hubs.desk.hubs import hub_of, partners_of, score_table
from hubs.models import Scenario
from hubs.states import ScenarioStatus
from twinning.core.paging import page_of
from twinning.core.web import find, permit, permitted

OPEN = (ScenarioStatus.DRAFT, ScenarioStatus.PUBLISHED)
STEPS = ["partners", "since", "revise", "undo", "redo", "solve", "publish"]
MOST_PARTNERS = 8


def scenario_for(request: HttpRequest, pk: int, permission: str = "") -> Scenario:
    """The scenario, for whoever may see it; with a permission, for whoever may do this with it."""
    scenario = find(Scenario.objects.visible_to(request.user).select_related("call"), pk=pk)
    if permission:
        permit(request.user, permission, scenario)
    return scenario


def address(scenario: Scenario, step: str) -> str:
    return reverse(f"admin:hubs_scenario_{step}", args=[scenario.pk])


def asked_of(request: HttpRequest) -> str:
    """What the reader looks for, to be kept from page to page."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def number_of(text: str) -> int:
    """A version as an address or a form gives it; anything else is the very first."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def picked(request: HttpRequest) -> list[str]:
    """The hubs whose circles are filled, in the order of the pools."""
    return [key for name in ("hub-0", "hub-1", "hub-2") if (key := request.POST.get(name, ""))]


def wants_part(request: HttpRequest) -> bool:
    """Whether the page's own script asks."""
    return request.headers.get("X-Part") == "desk"


def facts_of(
    request: HttpRequest, scenario: Scenario, board: Mapping[str, Any], still: str = ""
) -> dict[str, Any]:
    """The board, arranged as the reader asked for it; hubs that are `still` chosen stay in sight."""
    arrangement = Arrangement(board, request.GET.dict(), picked=still.split())
    asked = asked_of(request)
    return {
        "board": board,
        "pools": board["pools"],
        "forbidden": ",".join(" ".join(one["hubs"]) for one in board["forbidden"]),
        "page": page_of(arrangement.rows(), request),
        "trays": arrangement.trays(),
        "moves": list(reversed(board["moves"])),
        "urls": {step: address(scenario, step) + asked for step in STEPS}
        | {"desk": address(scenario, "desk")},
        "scenarios_url": reverse("admin:hubs_scenario_changelist") + f"?call={scenario.call_id}",
        **arrangement.choices(),
        **partners_beside(request, scenario),
    }


def partners_beside(request: HttpRequest, scenario: Scenario) -> dict[str, Any]:
    """For the chosen hub; its scores with all others as the script reads them."""
    user, key = request.user, request.GET.get("hub", "")
    may_revise = scenario.status in OPEN and permitted(user, "hubs.revise_scenario", scenario)
    chosen = hub_of(scenario, user, key) if key else None
    if chosen is None:
        return {"may_revise": may_revise, "by_twos": True, "chosen": None, "partners": [], "scores": "{}"}
    found = partners_of(scenario, user, key, most=MOST_PARTNERS)
    return {
        "may_revise": may_revise,
        "by_twos": len(scenario.inputs["pools"]) == 2,
        "chosen": chosen,
        "partners": [one | {"is_now": one["key"] in chosen["mates"]} for one in found],
        "scores": json.dumps(_scores(scenario, user, key)),
    }


def _scores(scenario: Scenario, user: Any, key: str) -> dict[str, int]:
    """Points with each hub of the other pools."""
    return {
        next(one for one in pair if one != key): points
        for pair, points in score_table(scenario, user).items()
        if key in pair
    }
