"""The statuses of the selection and pairing, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, OfficeLifecycle, Step


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


class ScenarioStatus(TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    REPLACED = "replaced", _("replaced")
    DISCARDED = "discarded", _("discarded")


N = ScenarioStatus

# Its steps are taken on pages of the office, which know what their reader has seen.
SCENARIO = OfficeLifecycle(
    "hubs",
    "scenario",
    ScenarioStatus,
    publish=Step(N.DRAFT, N.PUBLISHED, to=N.PUBLISHED, label=_("Publish")),
    replace=Step(N.PUBLISHED, to=N.REPLACED, by_clock=True),
    discard=Step(N.DRAFT, to=N.DISCARDED, label=_("Put away"), grave=True),
)


class PairingStatus(TextChoices):
    PROPOSED = "proposed", _("proposed")
    LAPSED = "lapsed", _("not answered in time")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused by a hub")
    DROPPED = "dropped", _("dropped")


G = PairingStatus

# Hubs accept and refuse; the office gives them more time, or gives the pairing up.
PAIRING = Lifecycle(
    "hubs",
    "pairing",
    PairingStatus,
    accept=Step(G.PROPOSED, to=G.PROPOSED, label=_("Accept")),
    refuse=Step(G.PROPOSED, G.LAPSED, to=G.REFUSED, label=_("Refuse"), grave=True),
    # What the office hears by telephone after the limit leaves the limit as it was.
    record=Step(G.LAPSED, to=G.LAPSED, by_clock=True),
    lapse=Step(G.PROPOSED, to=G.LAPSED, by_clock=True),
    confirm=Step(G.PROPOSED, G.LAPSED, to=G.CONFIRMED, by_clock=True),
    extend=Step(G.PROPOSED, G.LAPSED, to=G.PROPOSED, label=_("Extend the time to answer")),
    drop=Step(G.PROPOSED, G.LAPSED, to=G.DROPPED, label=_("Drop"), grave=True),
)


class PartnerAnswer(TextChoices):
    WAITING = "waiting", _("not asked yet")
    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")


# What each hub of a pairing answers; its steps are taken with those of the pairing.
PARTNER_ANSWER = Lifecycle(
    "hubs",
    "pairingpartner",
    PartnerAnswer,
    ask=Step(PartnerAnswer.WAITING, to=PartnerAnswer.ASKED, by_clock=True),
    accept=Step(PartnerAnswer.ASKED, to=PartnerAnswer.ACCEPTED, by_clock=True),
    refuse=Step(PartnerAnswer.ASKED, to=PartnerAnswer.REFUSED, by_clock=True),
)


class DrillStatus(TextChoices):
    QUEUED = "queued", _("waiting to be reckoned")
    RECKONING = "reckoning", _("being reckoned")
    RECKONED = "reckoned", _("reckoned")
    FAILED = "failed", _("could not be reckoned")


L = DrillStatus

DRILL = Lifecycle(
    "hubs",
    "drill",
    DrillStatus,
    claim=Step(L.QUEUED, to=L.RECKONING, by_clock=True),
    confirm=Step(L.RECKONING, to=L.RECKONED, by_clock=True),
    release=Step(L.RECKONING, to=L.QUEUED, by_clock=True),
    give_up=Step(L.RECKONING, to=L.FAILED, by_clock=True),
    renew=Step(L.RECKONED, L.FAILED, to=L.QUEUED, by_clock=True),
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
