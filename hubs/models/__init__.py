"""The nouns of the programme, in the order in which they build on each other."""

from hubs.models.call import Call, Criterion, Place
from hubs.models.evaluation import Assignment, Decision, Evaluation, Outcome, Score, Standing
from hubs.models.expression import Expression
from hubs.models.hub import BellaStatus, Hub, Invitation, Membership, MembershipRole
from hubs.models.pairing import Pairing, PairingPartner
from hubs.models.programme import Programme, PublicText, Region, TechnologyArea
from hubs.models.twinning import Partner, Twinning

__all__ = [
    "Assignment",
    "BellaStatus",
    "Call",
    "Criterion",
    "Decision",
    "Evaluation",
    "Expression",
    "Hub",
    "Invitation",
    "Membership",
    "MembershipRole",
    "Outcome",
    "Pairing",
    "PairingPartner",
    "Partner",
    "Place",
    "Programme",
    "PublicText",
    "Region",
    "Score",
    "Standing",
    "TechnologyArea",
    "Twinning",
]
