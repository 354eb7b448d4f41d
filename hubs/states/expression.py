"""The statuses of an application, its files and what was handed in, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class ExpressionStatus(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SELECTED = "selected", _("selected")
    RESERVE = "reserve", _("on the reserve list")
    NOT_SELECTED = "not_selected", _("not selected")


E = ExpressionStatus

EXPRESSION = Lifecycle(
    "hubs",
    "expression",
    ExpressionStatus,
    revise=Step(E.DRAFT, to=E.DRAFT, label=_("Edit")),
    submit=Step(E.DRAFT, to=E.SUBMITTED, label=_("Submit")),
    reopen=Step(E.SUBMITTED, to=E.DRAFT, label=_("Reopen for editing")),
    withdraw=Step(
        E.DRAFT, E.SUBMITTED, E.SELECTED, E.RESERVE, to=E.WITHDRAWN, label=_("Withdraw"), grave=True
    ),
    resume=Step(E.WITHDRAWN, to=E.DRAFT, label=_("Take up again")),
    # The clock falls back on what was submitted; the hub amends the fields that the office asks about.
    restore=Step(E.DRAFT, to=E.SUBMITTED, by_clock=True),
    amend=Step(E.SUBMITTED, to=E.SUBMITTED, by_clock=True),
    select=Step(E.SUBMITTED, to=E.SELECTED, by_clock=True),
    reserve=Step(E.SUBMITTED, to=E.RESERVE, by_clock=True),
    decline=Step(E.SUBMITTED, to=E.NOT_SELECTED, by_clock=True),
    replace=Step(E.RESERVE, to=E.SELECTED, label=_("Give the free place")),
)


class AttachmentStatus(TextChoices):
    WAITING = "waiting", _("being checked")
    CLEAN = "clean", _("checked")
    UNCHECKED = "unchecked", _("not checked")
    REFUSED = "refused", _("refused")


T = AttachmentStatus

ATTACHMENT = Lifecycle(
    "hubs",
    "attachment",
    AttachmentStatus,
    clear=Step(T.WAITING, to=T.CLEAN, by_clock=True),
    skip=Step(T.WAITING, to=T.UNCHECKED, by_clock=True),
    refuse=Step(T.WAITING, to=T.REFUSED, by_clock=True),
)


class SubmissionStatus(TextChoices):
    QUEUED = "queued", _("waiting to be printed")
    PRINTING = "printing", _("being printed")
    PRINTED = "printed", _("printed")
    FAILED = "failed", _("could not be printed")


P = SubmissionStatus

# What was handed in never changes; only its receipt's PDF has a life of its own.
SUBMISSION = Lifecycle(
    "hubs",
    "submission",
    SubmissionStatus,
    claim=Step(P.QUEUED, to=P.PRINTING, by_clock=True),
    confirm=Step(P.PRINTING, to=P.PRINTED, by_clock=True),
    release=Step(P.PRINTING, to=P.QUEUED, by_clock=True),
    give_up=Step(P.PRINTING, to=P.FAILED, by_clock=True),
)
