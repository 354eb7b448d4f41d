"""Plans in a list: a row of plain values for each, with the names of its hubs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from actionplans.models import Plan
from actionplans.states import PlanStatus
from hubs.models import Partner

TONES = {PlanStatus.DRAFTING: "info", PlanStatus.PROPOSED: "warn", PlanStatus.AGREED: "good"}
COLUMNS = (
    "pk",
    "twinning_id",
    "status",
    "sections_filled",
    "sections_count",
    "activities_done",
    "activities_count",
    "next_due_on",
    "edited_at",
)


@dataclass(frozen=True)
class PlanRow:
    url: str
    pair: str
    status: Any
    tone: str
    sections: str
    activities: str
    next_due_on: date | None
    edited_on: str


def plan_values(user: Any, status: str = "") -> Any:
    """The plans that a person sees, as tuples; of one status, or of all."""
    plans = Plan.objects.visible_to(user)
    if status in PlanStatus.values:
        plans = plans.filter(status=status)
    return plans.values_list(*COLUMNS)


def in_rows(values: Iterable[tuple[Any, ...]]) -> list[PlanRow]:
    """The rows of a page, with one more query for all hubs on it."""
    plans = [dict(zip(COLUMNS, row, strict=True)) for row in values]
    if not plans:
        return []
    hubs = _hubs_of([plan["twinning_id"] for plan in plans])
    return [
        PlanRow(
            url=reverse("actionplans:plan", kwargs={"pk": plan["pk"]}),
            pair=" – ".join(hubs.get(plan["twinning_id"], ())),
            status=PlanStatus(plan["status"]).label,
            tone=TONES[plan["status"]],
            sections=f"{plan['sections_filled']} / {plan['sections_count']}",
            activities=f"{plan['activities_done']} / {plan['activities_count']}",
            next_due_on=plan["next_due_on"],
            edited_on=date_format(timezone.localtime(plan["edited_at"])),
        )
        for plan in plans
    ]


def _hubs_of(twinnings: list[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    partners = Partner.objects.filter(twinning__in=twinnings)
    for twinning, acronym, name in partners.values_list("twinning", "hub__acronym", "hub__name"):
        names.setdefault(twinning, []).append(acronym or name)
    return names


def counts_by_status(user: Any) -> list[dict[str, Any]]:
    """How many plans the person sees in each status, for the tabs; the first is all of them."""
    seen = Plan.objects.visible_to(user).order_by().values_list("status").annotate(Count("pk"))
    counts = dict(seen)
    rows = [
        {"value": value, "label": label, "count": counts.get(value, 0)} for value, label in PlanStatus.choices
    ]
    return [{"value": "", "label": "", "count": sum(counts.values())}, *rows]
