"""What of the plans waits for a person."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Activity, Plan
from actionplans.states import PlanStatus
from hubs import settled
from hubs.models import Membership, MembershipRole, Partner
from twinning.accounts.models import User
from twinning.core.waiting import Waiting

SOON = timedelta(days=30)
RECENTLY = timedelta(days=14)


def waiting_for(user: User) -> list[Waiting]:
    """Empty sections and near milestones for those who write, signatures for managers; for the
    office the plans that are being signed or were agreed lately."""
    if user.works_in_office:
        return list(_for_office())
    roles = dict(Membership.objects.filter(user=user).writers().values_list("hub", "role"))
    if not roles:
        return []
    theirs = Partner.objects.filter(hub__in=roles).order_by()
    plans = list(Plan.objects.running().with_hubs().filter(twinning__in=theirs.values("twinning")))
    managed = {hub for hub, role in roles.items() if role == MembershipRole.MANAGER}
    return [*_signatures(plans, managed), *_sections(plans), *_milestones(plans)]


def _signatures(plans: Iterable[Plan], managed: Collection[int]) -> Iterator[Waiting]:
    """Of the hubs that the person manages."""
    for plan in plans:
        if plan.status == PlanStatus.PROPOSED and plan.unsigned_hubs().filter(pk__in=managed).exists():
            url = reverse("actionplans:sign_plan", kwargs={"pk": plan.pk})
            yield Waiting(_("Read and sign the action plan"), url, note=str(plan), kind=_("plan"))


def _sections(plans: Iterable[Plan]) -> Iterator[Waiting]:
    for plan in plans:
        empty = plan.sections_count - plan.sections_filled
        if empty and plan.status == PlanStatus.DRAFTING:
            title = ngettext(
                "Write the action plan: %(count)d section is empty",
                "Write the action plan: %(count)d sections are empty",
                empty,
            )
            url = plan.get_absolute_url()
            yield Waiting(title % {"count": empty}, url, note=str(plan), kind=_("plan"))


def _milestones(plans: Iterable[Plan]) -> Iterator[Waiting]:
    horizon = timezone.localdate() + SOON
    due = Activity.objects.open().filter(plan__in=[plan.pk for plan in plans], due_on__lte=horizon)
    zone = settled.programme().time_zone
    for activity in due.select_related("lead"):
        lead = activity.lead.short_name if activity.lead else _("all hubs together")
        yield Waiting(
            activity.title,
            activity.get_absolute_url(),
            due_at=end_of(activity.due_on, zone) if activity.due_on else None,
            note=lead,
            kind=activity.get_kind_display(),
        )


def _for_office() -> Iterator[Waiting]:
    lately = Q(status=PlanStatus.AGREED, agreed_at__gt=timezone.now() - RECENTLY)
    plans = Plan.objects.running().with_hubs().filter(Q(status=PlanStatus.PROPOSED) | lately)
    for plan in plans:
        title = _("Action plan: %(status)s") % {"status": plan.get_status_display()}
        yield Waiting(title, plan.get_absolute_url(), note=str(plan), kind=_("plan"))


def end_of(day: date, zone: str) -> datetime:
    """The last minute of a day where the programme is run."""
    return datetime.combine(day, time(23, 59), ZoneInfo(zone))
