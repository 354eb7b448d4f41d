"""The list of plans, a plan, and what was put forward for signature."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from actionplans.content import content_of, content_signed
from actionplans.history import history_of
from actionplans.models import Plan, Version
from actionplans.overview import TONES, counts_by_status, in_rows, plan_values
from hubs.states import TwinningStatus
from twinning.core.keeping import until_change
from twinning.core.paging import page_of
from twinning.core.web import find, permitted


@login_required
def plans(request: HttpRequest) -> HttpResponse:
    status, number = request.GET.get("status", ""), request.GET.get("page", "")
    user, zone = request.user, timezone.get_current_timezone_name()
    whose = ("plans", user.pk, user.role, zone, status[:20], number[:20])
    return render(request, "actionplans/plans.html", until_change(whose, lambda: _listed(request, status)))


def _listed(request: HttpRequest, status: str) -> dict[str, Any]:
    page = page_of(plan_values(request.user, status), request)
    rows = in_rows(page.object_list)
    return {"page": page, "rows": rows, "tabs": counts_by_status(request.user), "status": status}


@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(Plan.objects.visible_to(request.user).with_hubs(), pk=pk)
    partners = partners_of(found)
    content = content_of(found)
    history = history_of(found, {partner["slug"]: partner["short_name"] for partner in partners})
    context = {
        "plan": found,
        "tone": TONES[found.status],
        "ended": found.twinning.status == TwinningStatus.ENDED,
        "partners": partners,
        "content": content,
        "milestones": content.milestones()[:4],
        "signatures": list(found.signatures.standing().select_related("hub", "by")),
        "unsigned": [hub.short_name for hub in found.unsigned_hubs()],
        "history": history,
        "reopened": history[0] if history and history[0].step == "reopen" else None,
        "may_write": permitted(request.user, "actionplans.add_activity", found),
        "may_report": permitted(request.user, "actionplans.report_on_plan", found),
    }
    return render(request, "actionplans/plan.html", context)


@login_required
def version(request: HttpRequest, plan: int, number: int) -> HttpResponse:
    seen = Version.objects.visible_to(request.user)
    found = find(seen.select_related("plan__twinning", "proposed_by"), plan=plan, number=number)
    signatures = found.plan.signatures.filter(number=number).select_related("hub", "by")
    context = {
        "version": found,
        "plan": Plan.objects.with_hubs().get(pk=found.plan_id),
        "content": content_signed(found),
        "signatures": list(signatures),
    }
    return render(request, "actionplans/version.html", context)


def partners_of(plan: Plan) -> list[dict[str, Any]]:
    """Both shores, as the pair is drawn."""
    return [
        {
            "name": partner.hub.name,
            "short_name": partner.hub.short_name,
            "slug": partner.hub.slug,
            "place": partner.hub.place,
            "region": partner.hub.region.name,
            "shore": partner.hub.region.shore,
            "url": partner.hub.get_absolute_url(),
        }
        for partner in plan.twinning.partners.all()
    ]
