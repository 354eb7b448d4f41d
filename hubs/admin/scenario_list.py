"""The scenarios of a call: made, named, put away, and chosen for comparing."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hubs.admin.desk_facts import scenario_for
from hubs.admin.desk_page import TONES
from hubs.desk.board import scenarios_of
from hubs.forms.scenarios import RenameForm, ScenarioForm
from hubs.models import Call, Scenario
from hubs.operations.scenarios import discard_scenario
from hubs.states import CallStatus, ScenarioStatus
from twinning.core.errors import Refused
from twinning.core.web import find, permit, permitted

LONG = ("regions", "regret")  # told side by side and on the desk


def scenarios(request: HttpRequest, form: ScenarioForm | None = None, *, status: int = 200) -> HttpResponse:
    """Of the call asked for, or of the latest that is released."""
    calls = list(Call.objects.visible_to(request.user).filter(status=CallStatus.RELEASED))
    call = _chosen(calls, form.call.pk if form else request.GET.get("call", ""))
    rows = [_row(row) for row in scenarios_of(call, request.user)] if call else []
    may_make = call is not None and permitted(request.user, "hubs.make_scenario", call)
    like = {"like": request.GET.get("like")}
    context = admin.site.each_context(request) | {
        "title": _("Scenarios"),
        "calls": calls,
        "call": call,
        "rows": [row for row in rows if row["status"] != ScenarioStatus.DISCARDED],
        "discarded": [row for row in rows if row["status"] == ScenarioStatus.DISCARDED],
        "figures": [figure["label"] for figure in rows[0]["figures"]] if rows else [],
        "form": (form or ScenarioForm(call=call, user=request.user, initial=like)) if may_make else None,
        "opts": Scenario._meta,
    }
    return render(request, "admin/hubs/scenario/list.html", context, status=status)


def _chosen(calls: list[Call], asked: Any) -> Call | None:
    named = [call for call in calls if str(call.pk) == str(asked)]
    return next(iter(named or calls), None)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """With what may be done to it."""
    draft = row["status"] == ScenarioStatus.DRAFT
    figures = [figure for figure in row["figures"] if figure["code"] not in LONG]
    return row | {"tone": TONES.get(row["status"], ""), "is_draft": draft, "figures": figures}


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Begin a scenario from today's rows, solved at once; perhaps with the locks of another one."""
    call = find(Call.objects.visible_to(request.user), pk=request.POST.get("call"))
    permit(request.user, "hubs.make_scenario", call)
    form = ScenarioForm(request.POST, call=call, user=request.user)
    if not form.is_valid():
        return scenarios(request, form, status=422)
    try:
        scenario = form.save(by=request.user)
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return scenarios(request, form, status=409)
    return redirect(reverse("admin:hubs_scenario_desk", args=[scenario.pk]))


@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it something else."""
    scenario = scenario_for(request, pk, "hubs.rename_scenario")
    form = RenameForm(request.POST)
    try:
        if form.is_valid():
            form.save(scenario, by=request.user)
            messages.success(request, _("Renamed."))
        else:
            messages.error(request, " ".join(form.errors["name"]))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(list_of(scenario))


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft away, asked once more."""
    scenario = scenario_for(request, pk, "hubs.discard_scenario")
    refusal = ""
    if request.method == "POST":
        try:
            discard_scenario(scenario, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("%(scenario)s is put away.") % {"scenario": scenario})
            return redirect(list_of(scenario))
    context = admin.site.each_context(request) | {
        "title": _("Put away: %(scenario)s") % {"scenario": scenario},
        "scenario": scenario,
        "scenarios_url": list_of(scenario),
        "refusal": refusal,
        "opts": Scenario._meta,
    }
    return render(request, "admin/hubs/scenario/discard.html", context, status=409 if refusal else 200)


def list_of(scenario: Scenario) -> str:
    return reverse("admin:hubs_scenario_changelist") + f"?call={scenario.call_id}"
