"""What of the plans waits for a person."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Activity, Deliverable, Plan
from actionplans.overview import pairs_of
from actionplans.states import PlanStatus
from hubs import settled
from hubs.mine import hubs_of, written_by
from hubs.models import Partner
from twinning.accounts.models import User
from twinning.core.waiting import Sort, Waiting, told

COLUMNS = ("pk", "plan", "title", "kind", "due_on", "lead__acronym", "lead__name")
SOON = timedelta(days=30)
RECENTLY = timedelta(days=14)


def waiting_for(user: User) -> list[Waiting]:
    """All of it, in no particular order."""
    return list(told(sorts(user)))


def sorts(user: User) -> Iterator[Sort]:
    """Empty sections and near milestones for those who write, signatures for managers; for the
    office the plans that are being signed or were agreed lately."""
    if user.works_in_office:
        lately = Q(status=PlanStatus.AGREED, agreed_at__gt=timezone.now() - RECENTLY)
        yield Sort(_for_office, Plan.objects.running().filter(Q(status=PlanStatus.PROPOSED) | lately))
    elif written := written_by(user):
        theirs = Partner.objects.filter(hub__in=written).order_by()
        plans = Plan.objects.running().filter(twinning__in=theirs.values("twinning"))
        yield Sort(lambda plans: _for_writers(plans, user), plans)


def _for_writers(found: Any, user: User) -> list[Waiting]:
    plans = list(found)
    names = pairs_of([plan.twinning_id for plan in plans])
    managed = {hub.pk for hub in hubs_of(user) if hub.manages}
    return [*_signatures(plans, names, managed), *_sections(plans, names), *_milestones(plans)]


def _signatures(
    plans: Iterable[Plan], names: Mapping[int, str], managed: Collection[int]
) -> Iterator[Waiting]:
    """Of the hubs that the person manages."""
    for plan in plans:
        if plan.status == PlanStatus.PROPOSED and plan.unsigned_hubs().filter(pk__in=managed).exists():
            url = reverse("actionplans:sign_plan", kwargs={"pk": plan.pk})
            yield Waiting(
                _("Read and sign the action plan"), url, note=names[plan.twinning_id], kind=_("plan")
            )


def _sections(plans: Iterable[Plan], names: Mapping[int, str]) -> Iterator[Waiting]:
    for plan in plans:
        empty = plan.sections_count - plan.sections_filled
        if empty and plan.status == PlanStatus.DRAFTING:
            title = ngettext(
                "Write the action plan: %(count)d section is empty",
                "Write the action plan: %(count)d sections are empty",
                empty,
            )
            url = plan.get_absolute_url()
            yield Waiting(title % {"count": empty}, url, note=names[plan.twinning_id], kind=_("plan"))


def _milestones(plans: Iterable[Plan]) -> Iterator[Waiting]:
    horizon = timezone.localdate() + SOON
    due = Activity.objects.open().filter(plan__in=[plan.pk for plan in plans], due_on__lte=horizon)
    zone = settled.programme().time_zone
    for pk, plan, title, kind, due_on, acronym, name in due.values_list(*COLUMNS):
        yield Waiting(
            title,
            Activity(pk=pk, plan_id=plan).get_absolute_url(),
            due_at=end_of(due_on, zone) if due_on else None,
            note=acronym or name or _("all hubs together"),
            kind=Deliverable(kind).label,
        )


def _for_office(plans: Any) -> Iterator[Waiting]:
    for plan in plans.with_hubs():
        title = _("Action plan: %(status)s") % {"status": plan.get_status_display()}
        yield Waiting(title, plan.get_absolute_url(), note=str(plan), kind=_("plan"))


def end_of(day: date, zone: str) -> datetime:
    """The last minute of a day where the programme is run."""
    return datetime.combine(day, time(23, 59), ZoneInfo(zone))
