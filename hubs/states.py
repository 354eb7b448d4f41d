"""The statuses of the selection and pairing, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class HubStatus(TextChoices):
    NEW = "new", _("new")
    LISTED = "listed", _("listed")
    HIDDEN = "hidden", _("hidden")


HUB = Lifecycle(
    "hubs",
    "hub",
    HubStatus,
    list=Step(HubStatus.NEW, HubStatus.HIDDEN, to=HubStatus.LISTED, label=_("List publicly")),
    hide=Step(HubStatus.NEW, HubStatus.LISTED, to=HubStatus.HIDDEN, label=_("Hide"), grave=True),
)


class InvitationStatus(TextChoices):
    SENT = "sent", _("sent")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")


INVITATION = Lifecycle(
    "hubs",
    "invitation",
    InvitationStatus,
    accept=Step(InvitationStatus.SENT, to=InvitationStatus.ACCEPTED, label=_("Accept")),
    withdraw=Step(InvitationStatus.SENT, to=InvitationStatus.WITHDRAWN, label=_("Withdraw"), grave=True),
)


class CallStatus(TextChoices):
    DRAFT = "draft", _("in preparation")
    PUBLISHED = "published", _("published")
    RELEASED = "released", _("decisions released")
    ARCHIVED = "archived", _("archived")


C = CallStatus

CALL = Lifecycle(
    "hubs",
    "call",
    CallStatus,
    publish=Step(C.DRAFT, to=C.PUBLISHED, label=_("Publish")),
    release=Step(C.PUBLISHED, to=C.RELEASED, label=_("Release decisions")),
    archive=Step(C.PUBLISHED, C.RELEASED, to=C.ARCHIVED, label=_("Archive"), grave=True),
)


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
    select=Step(E.SUBMITTED, to=E.SELECTED, by_clock=True),
    reserve=Step(E.SUBMITTED, to=E.RESERVE, by_clock=True),
    decline=Step(E.SUBMITTED, to=E.NOT_SELECTED, by_clock=True),
)


class AssignmentStatus(TextChoices):
    ASSIGNED = "assigned", _("waiting for a declaration")
    ACCEPTED = "accepted", _("accepted")
    RECUSED = "recused", _("conflict of interest")


A = AssignmentStatus

ASSIGNMENT = Lifecycle(
    "hubs",
    "assignment",
    AssignmentStatus,
    accept=Step(A.ASSIGNED, to=A.ACCEPTED, label=_("I have no conflict of interest")),
    recuse=Step(A.ASSIGNED, A.ACCEPTED, to=A.RECUSED, label=_("I have a conflict of interest")),
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


class PairingStatus(TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    DROPPED = "dropped", _("dropped")


PAIRING = Lifecycle(
    "hubs",
    "pairing",
    PairingStatus,
    confirm=Step(PairingStatus.PROPOSED, to=PairingStatus.CONFIRMED, label=_("Confirm")),
    drop=Step(PairingStatus.PROPOSED, to=PairingStatus.DROPPED, label=_("Drop"), grave=True),
)


class TwinningStatus(TextChoices):
    RUNNING = "running", _("running")
    ENDED = "ended", _("ended")


TWINNING = Lifecycle(
    "hubs",
    "twinning",
    TwinningStatus,
    end=Step(TwinningStatus.RUNNING, to=TwinningStatus.ENDED, label=_("End the twinning"), grave=True),
)
