"""The statuses of what follows a decision: redress, and papers to be made, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class RedressStatus(TextChoices):
    FILED = "filed", _("being looked into")
    UPHELD = "upheld", _("upheld")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


R = RedressStatus

REDRESS = Lifecycle(
    "hubs",
    "redress",
    RedressStatus,
    uphold=Step(R.FILED, to=R.UPHELD, label=_("The procedure was wrong")),
    reject=Step(R.FILED, to=R.REJECTED, label=_("The procedure was right")),
    withdraw=Step(R.FILED, to=R.WITHDRAWN, label=_("Withdraw"), grave=True),
)


class PaperStatus(TextChoices):
    QUEUED = "queued", _("waiting to be made")
    MAKING = "making", _("being made")
    MADE = "made", _("ready")
    FAILED = "failed", _("could not be made")


W = PaperStatus

PAPER = Lifecycle(
    "hubs",
    "paper",
    PaperStatus,
    claim=Step(W.QUEUED, to=W.MAKING, by_clock=True),
    confirm=Step(W.MAKING, to=W.MADE, by_clock=True),
    release=Step(W.MAKING, to=W.QUEUED, by_clock=True),
    give_up=Step(W.MAKING, to=W.FAILED, by_clock=True),
    remake=Step(W.MADE, W.FAILED, to=W.QUEUED, by_clock=True),
)
