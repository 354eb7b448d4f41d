"""All that the plans write to people: to everybody of the twinned hubs."""

from typing import Any

from actionplans.models import Plan
from twinning.core.letters import letter, link
from twinning.trail.models import Trace


def _about(plan_id: int) -> dict[str, Any]:
    plan = Plan.objects.with_hubs().get(pk=plan_id)
    return {
        "plan": plan,
        "pair": str(plan),
        "number": plan.number,
        "url": link(plan.get_absolute_url()),
    }


def _last(step: str, plan: Plan) -> dict[str, Any]:
    """Who took the step last, and what they said."""
    trace = Trace.objects.of(plan).filter(step=step).select_related("by").last()
    return {"who": str(trace.by or "") if trace else "", "detail": trace.detail if trace else {}}


@letter("actionplans.plan_opened")
def plan_opened(about: int) -> dict[str, Any]:
    context = _about(about)
    kinds = context["plan"].sections.select_related("kind")
    return context | {"titles": [section.kind.title for section in kinds]}


@letter("actionplans.plan_proposed")
def plan_proposed(about: int) -> dict[str, Any]:
    context = _about(about)
    return context | {"who": _last("propose", context["plan"])["who"]}


@letter("actionplans.plan_agreed")
def plan_agreed(about: int) -> dict[str, Any]:
    context = _about(about)
    signatures = context["plan"].signatures.standing().select_related("hub", "by")
    return context | {"signatures": list(signatures)}


@letter("actionplans.plan_reopened")
def plan_reopened(about: int) -> dict[str, Any]:
    context = _about(about)
    last = _last("reopen", context["plan"])
    return context | {"who": last["who"], "reason": last["detail"].get("reason", "")}
