"""What becomes of marks when an application reads differently from what its reviewers have read."""

from hubs.models import Assignment, Consensus, Evaluation, Expression, Submission
from hubs.states import CONSENSUS, EVALUATION, AssignmentStatus, ConsensusStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.trail.operations import leave_trace


def tell_reviewers(expression: Expression, submission: Submission) -> None:
    """Write to those who have opened it, once for each version: what they read has changed."""
    begun = Assignment.objects.filter(expression=expression, status=AssignmentStatus.ACCEPTED)
    for assignment in begun.select_related("reviewer"):
        write_letter(
            "hubs.application_amended",
            to=assignment.reviewer,
            about=assignment.pk,
            once=str(submission.number),
        )


def open_marks_again(expression: Expression, submission: Submission, *, by: User) -> None:
    """Marks are of the version that was read: when another takes its place, they count again once
    their reviewers have handed them in anew. Nothing that they wrote is lost.
    """
    for evaluation in Evaluation.objects.submitted().filter(assignment__expression=expression):
        EVALUATION.take(evaluation, "reopen", submitted_at=None)
        leave_trace(evaluation, "reopen", by=by)
    agreed = Consensus.objects.filter(expression=expression, status=ConsensusStatus.AGREED)
    for consensus in agreed:
        CONSENSUS.take(consensus, "reopen", agreed_at=None)
        leave_trace(consensus, "reopen", by=by)
    tell_reviewers(expression, submission)
