"""The life of a letter: written with the deed, sent by the worker, kept for the reader."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class LetterStatus(TextChoices):
    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not delivered")


S = LetterStatus

LETTER = Lifecycle(
    "accounts",
    "letter",
    LetterStatus,
    claim=Step(S.QUEUED, to=S.SENDING, by_clock=True),
    confirm=Step(S.SENDING, to=S.SENT, by_clock=True),
    release=Step(S.SENDING, to=S.QUEUED, by_clock=True),
    give_up=Step(S.SENDING, S.QUEUED, to=S.FAILED, by_clock=True),
)
