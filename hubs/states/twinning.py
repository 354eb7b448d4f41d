"""The statuses of twinnings, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class TwinningStatus(TextChoices):
    RUNNING = "running", _("running")
    ENDED = "ended", _("ended")


TWINNING = Lifecycle(
    "hubs",
    "twinning",
    TwinningStatus,
    end=Step(TwinningStatus.RUNNING, to=TwinningStatus.ENDED, label=_("End the twinning"), grave=True),
)
