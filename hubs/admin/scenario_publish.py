"""Publishing a scenario: a page that says who will be asked and until when, then the letters."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hubs.admin.desk_facts import address, number_of, scenario_for
from hubs.admin.scenario_list import list_of
from hubs.desk.board import board_of
from hubs.desk.moves import changes_since
from hubs.models import Expression, MembershipRole, Scenario
from hubs.operations.pairings import answer_by
from hubs.operations.publishing_scenarios import publish_scenario
from twinning.core.errors import Refused, Stale

MANAGERS = Count(
    "hub__memberships",
    filter=Q(hub__memberships__role=MembershipRole.MANAGER, hub__memberships__user__is_active=True),
)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks once more, with the letters counted; POST proposes every pair, or none."""
    scenario = scenario_for(request, pk, "hubs.publish_scenario")
    if request.method != "POST":
        return _page(request, scenario)
    seen = number_of(request.POST.get("seen", ""))
    try:
        made = publish_scenario(scenario, seen=seen, by=request.user)
    except Stale as refusal:
        scenario.refresh_from_db()
        return _page(request, scenario, str(refusal), changes_since(scenario, request.user, seen))
    except Refused as refusal:
        scenario.refresh_from_db()
        return _page(request, scenario, str(refusal))
    words = ngettext("%(number)d pair is proposed.", "%(number)d pairs are proposed.", len(made))
    messages.success(request, words % {"number": len(made)})
    return redirect(address(scenario, "desk"))


def _page(
    request: HttpRequest, scenario: Scenario, refusal: str = "", changed: list[str] | None = None
) -> HttpResponse:
    board = board_of(scenario, request.user)
    asked = [pair for pair in board["pairs"] if not pair["pairing"]]
    numbers = _managers(asked)
    rows = [
        {
            "score": pair["score"],
            "hubs": [
                {"name": name, "letters": numbers.get(key, 0)}
                for key, name in zip(pair["hubs"], pair["names"], strict=True)
            ],
        }
        for pair in asked
    ]
    context = admin.site.each_context(request) | {
        "title": _("Publish: %(scenario)s") % {"scenario": scenario},
        "scenario": scenario,
        "board": board,
        "rows": rows,
        "letters": sum(hub["letters"] for row in rows for hub in row["hubs"]),
        "unreachable": [hub["name"] for row in rows for hub in row["hubs"] if not hub["letters"]],
        "answer_by": answer_by(scenario.call),
        "desk_url": address(scenario, "desk"),
        "scenarios_url": list_of(scenario),
        "refusal": refusal,
        "changed": changed or [],
        "changed_rows": board["changed"],
        "opts": Scenario._meta,
    }
    return render(request, "admin/hubs/scenario/publish.html", context, status=409 if refusal else 200)


def _managers(pairs: list[dict[str, Any]]) -> dict[str, int]:
    """How many people of each hub will be written to."""
    keys = [int(key) for pair in pairs for key in pair["hubs"]]
    counted = Expression.objects.filter(pk__in=keys).annotate(managers=MANAGERS)
    return {str(pk): number for pk, number in counted.values_list("pk", "managers")}
