"""What the plans tell of the work of twinnings: milestones that are overdue, and who did how much."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q
from django.utils import timezone

from actionplans.models import Activity, Plan, Section
from hubs.models import Membership, Partner
from hubs.settled import programme
from hubs.work import Deeds, Overdue, Work, twinning_work
from twinning.trail.models import Trace


@twinning_work
def work_in_plans(twinnings: Collection[int], since: datetime) -> Mapping[int, Work]:
    """A constant number of queries, however many twinnings."""
    plans = dict(Plan.objects.filter(twinning__in=twinnings).values_list("pk", "twinning"))
    overdue = _overdue(plans)
    deeds = _deeds(plans, since)
    return {one: Work(tuple(overdue[one]), deeds[one]) for one in plans.values()}


def _overdue(plans: Mapping[int, int]) -> dict[int, list[Overdue]]:
    """Open, and due before today where the programme is run."""
    today = timezone.now().astimezone(ZoneInfo(programme().time_zone)).date()
    late = Activity.objects.open().filter(plan__in=plans, due_on__lt=today).order_by("due_on", "pk")
    found: dict[int, list[Overdue]] = defaultdict(list)
    for plan, title, due_on, lead in late.values_list("plan", "title", "due_on", "lead"):
        if due_on:
            found[plans[plan]].append(Overdue(title, due_on, lead))
    return found


def _deeds(plans: Mapping[int, int], since: datetime) -> dict[int, dict[int, Deeds]]:
    """What people of each hub did in the plan, its sections and its activities, as the trail has it."""
    hubs = _hubs_by_person(plans.values())
    found: dict[int, dict[int, Deeds]] = defaultdict(dict)
    for twinning, person, number, last in _done(plans, since):
        for hub in hubs.get((twinning, person), ()):
            before = found[twinning].get(hub, Deeds())
            latest = max(filter(None, [before.last, last]))
            found[twinning][hub] = Deeds(before.number + number, latest)
    return found


def _done(plans: Mapping[int, int], since: datetime) -> Iterator[tuple[int, int, int, datetime]]:
    """Twinning, person, how often since, and when last."""
    parts = {"actionplans.plan": dict(plans)}
    for model in (Section, Activity):
        rows = model.objects.filter(plan__in=plans).order_by().values_list("pk", "plan")
        parts[model._meta.label_lower] = {pk: plans[plan] for pk, plan in rows}
    for subject, twinning_of in parts.items():
        traces = Trace.objects.filter(subject=subject, subject_id__in=twinning_of, by__isnull=False)
        counted = (
            traces.order_by()
            .values_list("subject_id", "by")
            .annotate(number=Count("pk", filter=Q(at__gte=since)), last=Max("at"))
        )
        for pk, person, number, last in counted:
            yield twinning_of[pk], person, number, last


def _hubs_by_person(twinnings: Collection[int]) -> dict[tuple[int, int], list[int]]:
    partners = Partner.objects.filter(twinning__in=twinnings).order_by().values_list("twinning", "hub")
    twinning_of: dict[int, list[int]] = defaultdict(list)
    for twinning, hub in partners:
        twinning_of[hub].append(twinning)
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    members = Membership.objects.filter(hub__in=twinning_of).order_by().values_list("user", "hub")
    for person, hub in members:
        for twinning in twinning_of[hub]:
            found[twinning, person].append(hub)
    return found
