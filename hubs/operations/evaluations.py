"""Marking an expression: saved as often as wanted, counted once handed in."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Assignment, Criterion, Evaluation, Score
from hubs.operations.assignments import is_in, refuse_own_people
from hubs.operations.standings import refresh_standing
from hubs.scoring import figure, fits_scale
from hubs.states import EVALUATION, AssignmentStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace

Marks = Mapping[str, tuple[Decimal | None, str]]


@transaction.atomic
def revise_evaluation(evaluation: Evaluation, *, version: int, by: User, comment: str, marks: Marks) -> None:
    """Save marks and comments as far as they have come; criteria that are not named stay as they are."""
    _refuse_unless_wanted(evaluation)
    criteria = {one.code: one for one in evaluation.assignment.expression.call.criteria.all()}
    for code, (mark, _words) in marks.items():
        _refuse_off_scale(criteria, code, mark)
    EVALUATION.take(evaluation, "revise")
    save_version(evaluation, opened=version, comment=comment)
    for code, (mark, words) in marks.items():
        Score.objects.update_or_create(
            evaluation=evaluation, criterion=criteria[code], defaults={"mark": mark, "comment": words}
        )
    leave_trace(evaluation, "revise", by=by, version=evaluation.version)


def _refuse_unless_wanted(evaluation: Evaluation) -> None:
    assignment = Assignment.objects.select_related("expression", "reviewer").get(pk=evaluation.assignment_id)
    if assignment.status != AssignmentStatus.ACCEPTED:
        raise Refused(_("A conflict of interest was declared for this application."))
    if not is_in(assignment.expression):
        raise Refused(_("This application is not to be evaluated at present."))
    refuse_own_people(assignment.expression, assignment.reviewer)


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
            "minimum": figure(criterion.minimum),
            "maximum": figure(criterion.maximum),
            "increment": figure(criterion.increment),
        },
        field=f"mark_{code}",
    )


@transaction.atomic
def submit_evaluation(evaluation: Evaluation, *, by: User) -> None:
    """Hand the marks in: from now on they count in the ranking."""
    _refuse_unless_wanted(evaluation)
    marked = Score.objects.filter(evaluation=evaluation, mark__isnull=False).values("criterion")
    missing = evaluation.assignment.expression.call.criteria.exclude(pk__in=marked)
    if codes := [criterion.code for criterion in missing]:
        faults = {f"mark_{code}": _("Please give a mark before you submit.") for code in codes}
        sentence = _("Some marks are still missing. What you gave is kept as a draft.")
        raise Refused(sentence, faults=faults)
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
