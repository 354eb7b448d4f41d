"""The statuses of plans and activities, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class PlanStatus(TextChoices):
    DRAFTING = "drafting", _("being written")
    PROPOSED = "proposed", _("waiting for signatures")
    AGREED = "agreed", _("agreed")


P = PlanStatus

# `revise` is taken by every edit of a section or an activity, which so waits for whoever proposes or
# signs at the same time; `agree` follows from the last signature.
PLAN = Lifecycle(
    "actionplans",
    "plan",
    PlanStatus,
    revise=Step(P.DRAFTING, to=P.DRAFTING, by_clock=True),
    propose=Step(P.DRAFTING, to=P.PROPOSED, label=_("Propose for signature")),
    sign=Step(P.PROPOSED, to=P.PROPOSED, label=_("Read and sign")),
    agree=Step(P.PROPOSED, to=P.AGREED, by_clock=True),
    reopen=Step(P.PROPOSED, P.AGREED, to=P.DRAFTING, label=_("Reopen for editing")),
)


class ActivityStatus(TextChoices):
    OPEN = "open", _("to be done")
    DONE = "done", _("done")
    REMOVED = "removed", _("removed")


A = ActivityStatus

ACTIVITY = Lifecycle(
    "actionplans",
    "activity",
    ActivityStatus,
    revise=Step(A.OPEN, to=A.OPEN, label=_("Edit")),
    complete=Step(A.OPEN, to=A.DONE, label=_("Mark as done")),
    resume=Step(A.DONE, to=A.OPEN, label=_("Not done yet")),
    remove=Step(A.OPEN, A.DONE, to=A.REMOVED, label=_("Remove")),
)
