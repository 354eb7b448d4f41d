"""Asking reviewers, and what they declare on conflicts of interest."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Assignment, Evaluation, Expression, Membership, Score
from hubs.operations.standings import refresh_standing
from hubs.states import ASSIGNMENT, CallStatus, ExpressionStatus
from twinning.accounts.models import Role, User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def assign_reviewer(expression: Expression, *, reviewer: User, by: User) -> Assignment:
    """Ask a reviewer to read an expression; they see it once they have declared no conflict."""
    if not is_in(expression):
        raise Refused(_("Only a submitted application can be given to reviewers."))
    if reviewer.role != Role.REVIEWER or not reviewer.is_active:
        raise Refused(_("%(person)s is not a reviewer.") % {"person": reviewer}, field="reviewer")
    refuse_own_people(expression, reviewer)
    assignment = _only_assignment(expression, reviewer)
    leave_trace(expression, "assign_reviewer", by=by, reviewer=reviewer.pk)
    write_letter("hubs.reviewer_assigned", to=reviewer, about=assignment.pk)
    return assignment


def is_in(expression: Expression) -> bool:
    """Whether it is handed in to a call that is neither decided nor archived."""
    in_race = Expression.objects.filter(status=ExpressionStatus.SUBMITTED, call__status=CallStatus.PUBLISHED)
    return in_race.filter(pk=expression.pk).exists()


def refuse_own_people(expression: Expression, reviewer: User) -> None:
    """Nobody evaluates the hub that they belong to, whenever they joined it."""
    if Membership.objects.filter(hub=expression.hub_id, user=reviewer).exists():
        sentence = _("%(person)s belongs to this hub, and cannot evaluate it.")
        raise Refused(sentence % {"person": reviewer}, field="reviewer")


def _only_assignment(expression: Expression, reviewer: User) -> Assignment:
    """The database decides who of two coordinators was first."""
    try:
        with transaction.atomic():
            return Assignment.objects.create(expression=expression, reviewer=reviewer)
    except IntegrityError as taken:
        sentence = _("%(person)s has this application already.")
        raise Refused(sentence % {"person": reviewer}, field="reviewer") from taken


@transaction.atomic
def accept_assignment(assignment: Assignment, *, by: User) -> Evaluation:
    """Declare that there is no conflict of interest: the application and its marks open."""
    expression = assignment.expression
    if not is_in(expression):
        raise Refused(_("This application is not to be evaluated at present."))
    refuse_own_people(expression, assignment.reviewer)
    ASSIGNMENT.take(assignment, "accept", declared_at=timezone.now())
    evaluation = Evaluation.objects.create(assignment=assignment)
    Score.objects.bulk_create(
        Score(evaluation=evaluation, criterion=criterion) for criterion in expression.call.criteria.all()
    )
    leave_trace(assignment, "accept", by=by)
    return evaluation


@transaction.atomic
def recuse_assignment(assignment: Assignment, *, reason: str, by: User) -> None:
    """Declare a conflict of interest: the application disappears from the reviewer's sight.

    Marks that they had already handed in no longer count. The reason is for the office alone.
    """
    ASSIGNMENT.take(assignment, "recuse", conflict=reason, declared_at=timezone.now())
    leave_trace(assignment, "recuse", by=by)
    refresh_standing(assignment.expression)
