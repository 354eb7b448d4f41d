"""Asking reviewers, one by one, and what they declare on conflicts of interest."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Assignment, Call, Evaluation, Expression, Score
from hubs.operations.conflicts import declare_interest, refuse_conflicted
from hubs.operations.entitled import refuse_unless_office, refuse_unless_reviewer
from hubs.operations.evaluating import refuse_unless_under_evaluation
from hubs.states import ASSIGNMENT, AssignmentStatus, CallStatus, EvaluationStatus
from twinning.accounts.models import Role, User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.core.once import make_once
from twinning.trail.operations import leave_trace


@transaction.atomic
def assign_reviewer(expression: Expression, *, reviewer: User, by: User) -> Assignment:
    """Ask a reviewer to read an application; they see it once they have declared no conflict."""
    refuse_unless_office(by)
    refuse_unless_under_evaluation(expression)
    if reviewer.role != Role.REVIEWER or not reviewer.is_active:
        raise Refused(_("%(person)s is not a reviewer.") % {"person": reviewer}, field="reviewer")
    refuse_conflicted(expression, by)
    refuse_conflicted(expression, reviewer, field="reviewer")
    assignment = _asked_again(expression, reviewer) or _only_assignment(expression, reviewer)
    leave_trace(expression, "assign_reviewer", by=by, reviewer=reviewer.pk)
    once = assignment.assigned_at.isoformat()  # who is asked again hears of it again
    write_letter("hubs.reviewer_assigned", to=reviewer, about=assignment.pk, once=once)
    return assignment


def _asked_again(expression: Expression, reviewer: User) -> Assignment | None:
    """Who was asked, and taken back, is asked as if anew."""
    dismissed = Assignment.objects.filter(expression=expression, reviewer=reviewer)
    if not ASSIGNMENT.take_all(dismissed, "restore", assigned_at=timezone.now(), declared_at=None):
        return None
    return dismissed.get()


def _only_assignment(expression: Expression, reviewer: User) -> Assignment:
    sentence = _("%(person)s has this application already.")
    refusal = Refused(sentence % {"person": reviewer}, field="reviewer")
    return make_once(Assignment.objects, refusal, expression=expression, reviewer=reviewer)


@transaction.atomic
def accept_assignment(assignment: Assignment, *, by: User) -> Evaluation:
    """Declare that there is no conflict of interest: the application and its marks open."""
    refuse_unless_reviewer(assignment.reviewer_id, by)
    expression = assignment.expression
    refuse_unless_under_evaluation(expression)
    refuse_conflicted(expression, assignment.reviewer)
    ASSIGNMENT.take(assignment, "accept", declared_at=timezone.now())
    declare_interest(expression, conflict=False, by=assignment.reviewer)
    evaluation, _is_new = Evaluation.objects.get_or_create(assignment=assignment)
    known = set(evaluation.scores.values_list("criterion", flat=True))
    Score.objects.bulk_create(
        Score(evaluation=evaluation, criterion=criterion)
        for criterion in expression.call.criteria.all()
        if criterion.pk not in known
    )
    leave_trace(assignment, "accept", by=by, expression=expression.pk, reviewer=assignment.reviewer_id)
    return evaluation


@transaction.atomic
def recuse_assignment(assignment: Assignment, *, reason: str, by: User) -> None:
    """Declare a conflict of interest: the application disappears from the reviewer's sight.

    Marks that they had already handed in no longer count, unless the decisions are released: what was
    decided on stays as it was. The reason is for the office alone.
    """
    refuse_unless_reviewer(assignment.reviewer_id, by)
    if assignment.status not in (AssignmentStatus.ASSIGNED, AssignmentStatus.ACCEPTED):
        raise Refused(_("This has moved on since you opened it."))
    declare_interest(assignment.expression, conflict=True, reason=reason, by=assignment.reviewer)
    assignment.refresh_from_db()
    is_undecided = Call.objects.filter(pk=assignment.expression.call_id, status=CallStatus.PUBLISHED).exists()
    if is_undecided and assignment.status != AssignmentStatus.RECUSED:
        raise Refused(_("This has moved on since you opened it."))


@transaction.atomic
def dismiss_assignment(assignment: Assignment, *, by: User) -> None:
    """Take an application back from a reviewer who has not handed in; what they typed is kept."""
    refuse_unless_office(by)
    refuse_conflicted(assignment.expression, by)
    if Evaluation.objects.filter(assignment=assignment, status=EvaluationStatus.SUBMITTED).exists():
        raise Refused(_("This evaluation is handed in: it stays."))
    ASSIGNMENT.take(assignment, "dismiss")
    leave_trace(assignment, "dismiss", by=by)
