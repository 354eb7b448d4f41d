"""The statuses of assignments, evaluations and their consensus, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class AssignmentStatus(TextChoices):
    ASSIGNED = "assigned", _("waiting for a declaration")
    ACCEPTED = "accepted", _("accepted")
    RECUSED = "recused", _("conflict of interest")
    DISMISSED = "dismissed", _("taken back")


A = AssignmentStatus

ASSIGNMENT = Lifecycle(
    "hubs",
    "assignment",
    AssignmentStatus,
    accept=Step(A.ASSIGNED, to=A.ACCEPTED, label=_("I have no conflict of interest")),
    recuse=Step(A.ASSIGNED, A.ACCEPTED, to=A.RECUSED, label=_("I have a conflict of interest")),
    dismiss=Step(A.ASSIGNED, A.ACCEPTED, to=A.DISMISSED, label=_("Take back"), grave=True),
    restore=Step(A.DISMISSED, to=A.ASSIGNED, by_clock=True),
)


class EvaluationStatus(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")


V = EvaluationStatus

EVALUATION = Lifecycle(
    "hubs",
    "evaluation",
    EvaluationStatus,
    revise=Step(V.DRAFT, to=V.DRAFT, label=_("Edit")),
    submit=Step(V.DRAFT, to=V.SUBMITTED, label=_("Submit")),
    reopen=Step(V.SUBMITTED, to=V.DRAFT, label=_("Reopen for editing")),
)


class ConsensusStatus(TextChoices):
    DRAFT = "draft", _("draft")
    AGREED = "agreed", _("agreed")


CONSENSUS = Lifecycle(
    "hubs",
    "consensus",
    ConsensusStatus,
    revise=Step(ConsensusStatus.DRAFT, to=ConsensusStatus.DRAFT, label=_("Edit")),
    agree=Step(ConsensusStatus.DRAFT, to=ConsensusStatus.AGREED, label=_("The reviewers agree")),
    reopen=Step(ConsensusStatus.AGREED, to=ConsensusStatus.DRAFT, label=_("Reopen for editing")),
)
