"""The statuses of the selection and pairing, and the steps between them, a module for each noun."""

from hubs.states.call import CALL, CallStatus
from hubs.states.decision import PAPER, REDRESS, PaperStatus, RedressStatus
from hubs.states.evaluation import (
    ASSIGNMENT,
    CONSENSUS,
    EVALUATION,
    AssignmentStatus,
    ConsensusStatus,
    EvaluationStatus,
)
from hubs.states.expression import (
    ATTACHMENT,
    EXPRESSION,
    SUBMISSION,
    AttachmentStatus,
    ExpressionStatus,
    SubmissionStatus,
)
from hubs.states.hub import HUB, INVITATION, HubStatus, InvitationStatus
from hubs.states.pairing import (
    DRILL,
    PAIRING,
    PARTNER_ANSWER,
    SCENARIO,
    DrillStatus,
    PairingStatus,
    PartnerAnswer,
    ScenarioStatus,
)
from hubs.states.twinning import TWINNING, TwinningStatus

__all__ = [
    "ASSIGNMENT",
    "ATTACHMENT",
    "CALL",
    "CONSENSUS",
    "DRILL",
    "EVALUATION",
    "EXPRESSION",
    "HUB",
    "INVITATION",
    "PAIRING",
    "PAPER",
    "PARTNER_ANSWER",
    "REDRESS",
    "SCENARIO",
    "SUBMISSION",
    "TWINNING",
    "AssignmentStatus",
    "AttachmentStatus",
    "CallStatus",
    "ConsensusStatus",
    "DrillStatus",
    "EvaluationStatus",
    "ExpressionStatus",
    "HubStatus",
    "InvitationStatus",
    "PairingStatus",
    "PaperStatus",
    "PartnerAnswer",
    "RedressStatus",
    "ScenarioStatus",
    "SubmissionStatus",
    "TwinningStatus",
]
