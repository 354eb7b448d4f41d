"""What holds for every edit of a plan, whichever part of it is edited."""

from django.db.models import Count, F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan
from actionplans.states import PLAN, ActivityStatus, PlanStatus
from hubs.models import Twinning
from hubs.states import TwinningStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused

OPEN, DONE = ActivityStatus.OPEN, ActivityStatus.DONE


def refuse_when_ended(plan: Plan) -> None:
    """A plan outlives its twinning to be read, not to be written."""
    running = Twinning.objects.filter(pk=plan.twinning_id, status=TwinningStatus.RUNNING)
    if not running.exists():
        raise Refused(_("This twinning has ended: its plan can only be read."))


def take_the_pen(plan: Plan, *, by: User) -> None:
    """Refuse what may not be written now; else hold the plan's row until the edit is stored.

    Edits of one plan so wait for each other, for a proposal and for a signature.
    """
    refuse_when_ended(plan)
    if Plan.objects.exclude(status=PlanStatus.DRAFTING).filter(pk=plan.pk).exists():
        raise Refused(_("This plan is put forward for signature or signed: reopen it to change it."))
    PLAN.take(plan, "revise", edited_by=by, edited_at=timezone.now())


def keep_count(plan: Plan) -> None:
    """Store how far the plan is, so that lists read it instead of counting."""
    counts = plan.sections.aggregate(
        sections_count=Count("pk"), sections_filled=Count("pk", filter=~Q(body=""))
    ) | plan.activities.kept().order_by().aggregate(
        activities_count=Count("pk"),
        activities_done=Count("pk", filter=Q(status=DONE)),
        next_due_on=Min(F("due_on"), filter=Q(status=OPEN)),
    )
    Plan.objects.filter(pk=plan.pk).update(**counts)
    for name, value in counts.items():
        setattr(plan, name, value)


def tidy(text: str) -> str:
    """Text as it is kept: one sort of line ends, no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
