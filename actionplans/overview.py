"""Plans in a list: a row of plain values for each, with the names of its hubs."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from actionplans.models import Plan
from actionplans.states import PlanStatus
from actionplans.templatetags.plans import due
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


class PlanRow(NamedTuple):
    """Every cell a text."""

    url: str
    pair: str
    status: str
    tone: str
    sections: str
    activities: str
    next_due: SafeString | str
    edited_on: str


def plan_values(user: Any, status: str = "") -> Any:
    """The plans that a person sees, as tuples; of one status, or of all."""
    plans = Plan.objects.visible_to(user)
    if status in PlanStatus.values:
        plans = plans.filter(status=status)
    return plans.values_list(*COLUMNS)


def in_rows(values: Iterable[tuple[Any, ...]]) -> list[PlanRow]:
    """The rows of a page, with one more query for all hubs on it."""
    plans = list(values)
    if not plans:
        return []
    pairs, home = pairs_of([twinning for _pk, twinning, *_rest in plans]), reverse("actionplans:plans")
    labels = {status: str(status.label) for status in PlanStatus}
    return [
        PlanRow(
            url=f"{home}{pk}/",
            pair=pairs.get(twinning, ""),
            status=labels[status],
            tone=TONES[status],
            sections=f"{filled} / {sections}",
            activities=f"{done} / {activities}",
            next_due=due(due_on),
            edited_on=day_words(timezone.localtime(edited_at).date(), get_language()),
        )
        for pk, twinning, status, filled, sections, done, activities, due_on, edited_at in plans
    ]


@lru_cache(2000)
def day_words(day: date, _language: str | None) -> str:
    """A day in the active language; a list says the same ones again and again."""
    return date_format(day)


def pairs_of(twinnings: list[int]) -> dict[int, str]:
    """The names of the hubs in each of these twinnings."""
    names: dict[int, list[str]] = {}
    partners = Partner.objects.filter(twinning__in=twinnings)
    for twinning, acronym, name in partners.values_list("twinning", "hub__acronym", "hub__name"):
        names.setdefault(twinning, []).append(acronym or name)
    return {twinning: " – ".join(hubs) for twinning, hubs in names.items()}


def counts_by_status(user: Any) -> list[dict[str, Any]]:
    """How many plans the person sees in each status, for the tabs; the first is all of them."""
    seen = Plan.objects.visible_to(user).order_by().values_list("status").annotate(Count("pk"))
    counts = dict(seen)
    rows = [
        {"value": value, "label": label, "count": counts.get(value, 0)} for value, label in PlanStatus.choices
    ]
    return [{"value": "", "label": "", "count": sum(counts.values())}, *rows]
