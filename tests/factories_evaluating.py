"""Rows for tests of the evaluation: reviewers with what is known of them, declarations, a consensus."""

from decimal import Decimal
from typing import Any

from hubs.models import (
    Assignment,
    Consensus,
    ConsensusScore,
    Declaration,
    Expression,
    Reviewer,
)
from hubs.operations.affiliations import compare_affiliation
from hubs.states import AssignmentStatus, ConsensusStatus
from tests.factories import make_user
from twinning.accounts.models import Role, User


def make_reviewer(name: str = "", *, affiliation: str = "", **facts: Any) -> User:
    """A person with the role, and the record of what the office knows of them."""
    user = make_user(name, role=Role.REVIEWER)
    compare_affiliation(Reviewer.objects.create(user=user, affiliation=affiliation, **facts))
    return user


def declare(user: User, expression: Expression, *, conflict: bool = False, reason: str = "") -> Declaration:
    return Declaration.objects.create(user=user, expression=expression, conflict=conflict, reason=reason)


def ask(expression: Expression, reviewer: User, status: str = AssignmentStatus.ASSIGNED) -> Assignment:
    return Assignment.objects.create(expression=expression, reviewer=reviewer, status=status)


def make_consensus(
    expression: Expression, rapporteur: User | None, *, marks: float | None = None, **fields: Any
) -> Consensus:
    """A draft; with `marks` it is agreed, all alike."""
    status = ConsensusStatus.DRAFT if marks is None else ConsensusStatus.AGREED
    consensus = Consensus.objects.create(
        expression=expression, rapporteur=rapporteur, **({"status": status} | fields)
    )
    mark = None if marks is None else Decimal(str(marks))
    for criterion in expression.call.criteria.all():
        ConsensusScore.objects.create(consensus=consensus, criterion=criterion, mark=mark)
    return consensus
