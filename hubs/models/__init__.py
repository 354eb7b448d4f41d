"""The nouns of the programme, in the order in which they build on each other."""

from hubs.models.answer import Answer
from hubs.models.attachment import Attachment
from hubs.models.call import Call, Criterion, Place, Weighting
from hubs.models.call_history import CallText, Extension, LateEntry
from hubs.models.call_parts import (
    CriterionMark,
    DraftReminder,
    EligibilityItem,
    LimitUnit,
    Question,
    QuestionKind,
)
from hubs.models.conflict import Declaration, EarlierPartner
from hubs.models.consensus import Consensus, ConsensusScore
from hubs.models.contact import EarlierContact
from hubs.models.decision import Decision, DecisionLetter, Outcome
from hubs.models.drill import Drill, Repair
from hubs.models.eligibility import Clarification, EligibilityCheck, Ineligibility, Verdict
from hubs.models.evaluation import Assignment, Evaluation, Score
from hubs.models.expression import Expression
from hubs.models.hub import BellaStatus, Hub, Invitation, Membership, MembershipRole, Staff
from hubs.models.pairing import Pairing, PairingPartner
from hubs.models.pairing_rules import PairingRules
from hubs.models.paper import Clearance, Paper, PaperKind
from hubs.models.presence import Presence
from hubs.models.programme import Programme, PublicText, Region, ServiceKind, TechnologyArea
from hubs.models.pulse import Mood, Pulse
from hubs.models.redress import Redress
from hubs.models.replacement import Replacement
from hubs.models.reviewer import Reviewer
from hubs.models.scenario import Move, MoveKind, Scenario
from hubs.models.standing import Source, Standing
from hubs.models.submission import Submission
from hubs.models.twinning import Partner, Twinning
from hubs.models.wish import Direction, Preference, PreferenceKind, Wish

__all__ = [
    "Answer",
    "Assignment",
    "Attachment",
    "BellaStatus",
    "Call",
    "CallText",
    "Clarification",
    "Clearance",
    "Consensus",
    "ConsensusScore",
    "Criterion",
    "CriterionMark",
    "Decision",
    "DecisionLetter",
    "Declaration",
    "Direction",
    "DraftReminder",
    "Drill",
    "EarlierContact",
    "EarlierPartner",
    "EligibilityCheck",
    "EligibilityItem",
    "Evaluation",
    "Expression",
    "Extension",
    "Hub",
    "Ineligibility",
    "Invitation",
    "LateEntry",
    "LimitUnit",
    "Membership",
    "MembershipRole",
    "Mood",
    "Move",
    "MoveKind",
    "Outcome",
    "Pairing",
    "PairingPartner",
    "PairingRules",
    "Paper",
    "PaperKind",
    "Partner",
    "Place",
    "Preference",
    "PreferenceKind",
    "Presence",
    "Programme",
    "PublicText",
    "Pulse",
    "Question",
    "QuestionKind",
    "Redress",
    "Region",
    "Repair",
    "Replacement",
    "Reviewer",
    "Scenario",
    "Score",
    "ServiceKind",
    "Source",
    "Staff",
    "Standing",
    "Submission",
    "TechnologyArea",
    "Twinning",
    "Verdict",
    "Weighting",
    "Wish",
]
