"""Marking an expression: saved as often as wanted, counted once handed in."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Criterion, Evaluation, Score
from hubs.operations.assignments import accept_assignment, assign_reviewer, recuse_assignment
from hubs.operations.standings import refresh_standing
from hubs.scoring import fits_scale
from hubs.states import EVALUATION, AssignmentStatus, ExpressionStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused, Stale
from twinning.trail.operations import leave_trace

# Asking, declaring, marking: one walk of a reviewer, to be had from here.
__all__ = [
    "accept_assignment",
    "assign_reviewer",
    "recuse_assignment",
    "reopen_evaluation",
    "revise_evaluation",
    "submit_evaluation",
]

Marks = Mapping[str, tuple[Decimal | None, str]]


@transaction.atomic
def revise_evaluation(evaluation: Evaluation, *, version: int, by: User, comment: str, marks: Marks) -> None:
    """Save marks and comments as far as they have come; criteria that are not named stay as they are."""
    _refuse_unless_wanted(evaluation)
    criteria = {one.code: one for one in evaluation.assignment.expression.call.criteria.all()}
    for code, (mark, _words) in marks.items():
        _refuse_off_scale(criteria, code, mark)
    EVALUATION.take(evaluation, "revise")
    opened = Evaluation.objects.filter(pk=evaluation.pk, version=version)
    if not opened.update(version=F("version") + 1, comment=comment):
        current = Evaluation.objects.get(pk=evaluation.pk)
        raise Stale(_("This evaluation was saved elsewhere since you opened it."), current=current)
    for code, (mark, words) in marks.items():
        row = Score.objects.filter(evaluation=evaluation, criterion=criteria[code])
        row.update(mark=mark, comment=words)
    evaluation.version, evaluation.comment = version + 1, comment


def _refuse_unless_wanted(evaluation: Evaluation) -> None:
    assignment = evaluation.assignment
    if assignment.status != AssignmentStatus.ACCEPTED:
        raise Refused(_("A conflict of interest was declared for this application."))
    if assignment.expression.status != ExpressionStatus.SUBMITTED:
        raise Refused(_("This application is not to be evaluated at present."))


def _refuse_off_scale(criteria: Mapping[str, Criterion], code: str, mark: Decimal | None) -> None:
    criterion = criteria.get(code)
    if criterion is None:
        raise Refused(_("This call has no criterion “%(code)s”.") % {"code": code})
    if mark is None or fits_scale(mark, criterion.minimum, criterion.maximum, criterion.increment):
        return
    raise Refused(
        _("%(criterion)s: marks go from %(minimum)s to %(maximum)s in steps of %(increment)s.")
        % {
            "criterion": criterion,
            "minimum": criterion.minimum.normalize(),
            "maximum": criterion.maximum.normalize(),
            "increment": criterion.increment.normalize(),
        },
        field=f"mark_{code}",
    )


@transaction.atomic
def submit_evaluation(evaluation: Evaluation, *, by: User) -> None:
    """Hand the marks in: from now on they count in the ranking."""
    _refuse_unless_wanted(evaluation)
    missing = Score.objects.filter(evaluation=evaluation, mark=None).select_related("criterion")
    if names := [str(one.criterion) for one in missing]:
        raise Refused(_("Still to be marked: %(criteria)s.") % {"criteria": ", ".join(names)})
    EVALUATION.take(evaluation, "submit", submitted_at=timezone.now())
    leave_trace(evaluation, "submit", by=by)
    refresh_standing(evaluation.assignment.expression)


@transaction.atomic
def reopen_evaluation(evaluation: Evaluation, *, by: User) -> None:
    """Take the marks back to work on them; until handed in again they do not count."""
    _refuse_unless_wanted(evaluation)
    EVALUATION.take(evaluation, "reopen", submitted_at=None)
    leave_trace(evaluation, "reopen", by=by)
    refresh_standing(evaluation.assignment.expression)
