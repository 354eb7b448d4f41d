"""Planning activities, and telling how they go."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.models import Activity, Plan
from actionplans.operations.writing import keep_count, refuse_when_ended, take_the_pen, tidy
from actionplans.states import ACTIVITY, PlanStatus
from hubs.models import Hub
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace


class Words(TypedDict, total=False):
    """What is said of an activity; without a `lead` the hubs do it together."""

    kind: str
    title: str
    description: str
    lead: Hub | None
    due_on: date | None
    indicator: str


@transaction.atomic
def add_activity(plan: Plan, *, by: User, **words: Unpack[Words]) -> Activity:
    """Plan one more thing to do."""
    _check(plan, words)
    take_the_pen(plan, by=by)
    activity = Activity.objects.create(plan=plan, edited_by=by, edited_at=timezone.now(), **words)
    keep_count(plan)
    leave_trace(activity, "add", by=by)
    return activity


@transaction.atomic
def revise_activity(activity: Activity, *, version: int, by: User, **words: Unpack[Words]) -> None:
    """Say it differently, unless somebody else did since `version` was opened."""
    _check(activity.plan, words)
    take_the_pen(activity.plan, by=by)
    ACTIVITY.take(activity, "revise")
    save_version(activity, opened=version, edited_by=by, edited_at=timezone.now(), **words)
    keep_count(activity.plan)
    leave_trace(activity, "revise", by=by, version=activity.version)


@transaction.atomic
def remove_activity(activity: Activity, *, by: User) -> None:
    """Take it out of the plan; its row stays, for the trail."""
    take_the_pen(activity.plan, by=by)
    ACTIVITY.take(activity, "remove")
    keep_count(activity.plan)
    leave_trace(activity, "remove", by=by)


@transaction.atomic
def complete_activity(activity: Activity, *, by: User) -> None:
    """Tell that it is done; this can be told of an agreed plan, too."""
    _refuse_while_signing(activity.plan)
    ACTIVITY.take(activity, "complete", done_at=timezone.now())
    keep_count(activity.plan)
    leave_trace(activity, "complete", by=by)


@transaction.atomic
def resume_activity(activity: Activity, *, by: User) -> None:
    """It was not done after all, or there is more to do."""
    _refuse_while_signing(activity.plan)
    ACTIVITY.take(activity, "resume", done_at=None)
    keep_count(activity.plan)
    leave_trace(activity, "resume", by=by)


def _check(plan: Plan, words: Words) -> None:
    """Only a twinned hub leads; texts are stored tidily."""
    lead = words.get("lead")
    if lead and not plan.hubs().filter(pk=lead.pk).exists():
        raise Refused(_("Only a hub of this twinning can lead."), field="lead")
    if "title" in words and not words["title"].strip():
        raise Refused(_("An activity needs a title."), field="title")
    if "description" in words:
        words["description"] = tidy(words["description"])


def _refuse_while_signing(plan: Plan) -> None:
    """While the hubs read and sign, all of the plan holds still; what is done changes no words."""
    refuse_when_ended(plan)
    if Plan.objects.filter(pk=plan.pk, status=PlanStatus.PROPOSED).exists():
        raise Refused(_("This plan is waiting for signatures: tell of progress when it is agreed."))
