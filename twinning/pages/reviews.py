"""How far a reviewer has come."""

from dataclasses import dataclass

from django.db.models import Count, Q

from hubs.models import Assignment
from hubs.states import AssignmentStatus, CallStatus, EvaluationStatus
from twinning.accounts.models import User


@dataclass(frozen=True)
class Reviews:
    """Of the calls that are not decided yet."""

    asked: int
    done: int


def reviews_of(user: User) -> Reviews:
    """Counted over what the person was asked to read and has no conflict with."""
    theirs = Assignment.objects.filter(reviewer=user, expression__call__status=CallStatus.PUBLISHED)
    submitted = Q(evaluation__status=EvaluationStatus.SUBMITTED)
    found = theirs.exclude(status__in=[AssignmentStatus.RECUSED, AssignmentStatus.DISMISSED]).aggregate(
        asked=Count("pk"), done=Count("pk", filter=submitted)
    )
    return Reviews(**found)
