"""What waits for those who write for hubs: calls to apply to, and drafts to hand in."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from hubs.mine import Mine, hubs_of
from hubs.models import Call, Expression, LateEntry
from hubs.states import ExpressionStatus
from twinning.core.keeping import until_public_change
from twinning.core.waiting import Waiting

BEGUN = ("call", "hub", "pk", "status")
COLUMNS = ("pk", "slug", "title", "closes_at", "places__region", "places__number")


class OpenCall(NamedTuple):
    """A call that hubs of these regions may apply to."""

    pk: int
    slug: str
    title: str
    closes_at: datetime
    regions: set[int]


def applications(user: Any) -> Iterator[Waiting]:
    """For each open call and each hub that the person writes for: the draft, or that there is none."""
    hubs = [hub for hub in hubs_of(user) if hub.writes]
    calls = until_public_change("calls to apply to", _open_calls) if hubs else []
    begun = Expression.objects.filter(call__in=[call.pk for call in calls], hub__in=[hub.pk for hub in hubs])
    found = {(call, hub): (pk, status) for call, hub, pk, status in begun.values_list(*BEGUN)}
    for call in calls:
        for hub in hubs:
            expression, status = found.get((call.pk, hub.pk), (None, ""))
            if expression is None and hub.region in call.regions:
                yield _to_apply(call, hub)
            elif expression is not None and status == ExpressionStatus.DRAFT:
                yield _to_submit(expression, hub.name, call.title, call.closes_at)


def late_drafts(hubs: list[int]) -> Any:
    """Of these hubs, in calls that have closed for everybody else."""
    held = LateEntry.objects.holding().filter(call=OuterRef("call"), hub=OuterRef("hub"))
    drafts = Expression.objects.filter(Exists(held), hub__in=hubs, status=ExpressionStatus.DRAFT)
    return drafts.filter(call__in=Call.objects.closed())


def late_drafts_told(drafts: Any) -> Iterator[Waiting]:
    """Each with its own deadline."""
    for late in drafts.select_related("hub", "call"):
        yield _to_submit(late.pk, late.hub.name, late.call.title, late.deadline)


def _open_calls() -> list[OpenCall]:
    """With the regions in which they have places, in one query."""
    found: dict[int, OpenCall] = {}
    for *call, region, number in Call.objects.open().order_by("-closes_at", "pk").values_list(*COLUMNS):
        regions = found.setdefault(call[0], OpenCall._make([*call, set()])).regions
        if number:
            regions.add(region)
    return list(found.values())


def _to_apply(call: OpenCall, hub: Mine) -> Waiting:
    return Waiting(
        title=_("Apply with %(hub)s") % {"hub": hub.name},
        url=reverse("hubs:call", kwargs={"slug": call.slug}),
        due_at=call.closes_at,
        note=call.title,
        kind=_("open call"),
    )


def _to_submit(expression: int, hub: str, call: str, due_at: datetime) -> Waiting:
    return Waiting(
        title=_("Finish and submit the expression of interest of %(hub)s") % {"hub": hub},
        url=reverse("hubs:expression", kwargs={"pk": expression}),
        due_at=due_at,
        note=call,
        kind=_("draft"),
    )
