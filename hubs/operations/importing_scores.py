"""Bringing in the marks of a panel that met elsewhere: all of the table or nothing."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from hubs.models import (
    Assignment,
    Call,
    Declaration,
    Evaluation,
    Expression,
    Score,
)
from hubs.operations.entitled import refuse_unless_office
from hubs.operations.reading_scores import ABSTAINS, Reader
from hubs.operations.sealing import new_salts, seals_of_evaluation
from hubs.operations.standings import refresh_standings
from hubs.states import (
    ASSIGNMENT,
    EVALUATION,
    AssignmentStatus,
    EvaluationStatus,
)
from twinning.accounts.models import User
from twinning.core.figures import read_number
from twinning.core.importing import Faulty, Outcome, Row, Summary
from twinning.trail.operations import leave_trace

SCORE_COLUMNS = ("application", "reviewer", "criterion", "mark", "comment")
SCORE_KEY = ("application", "reviewer", "criterion")


@transaction.atomic
def import_scores(rows: Sequence[Row], *, call: Call, by: User | None) -> Summary:
    """Hand in evaluations in the name of those who gave the marks; raises `Faulty` and writes nothing
    when a row is wrong. An application is named by its hub's short name, a reviewer by e-mail address;
    a mark is a number, or `abstain`. The same table again changes nothing.
    """
    refuse_unless_office(by)
    reader = Reader(Call.objects.select_for_update().get(pk=call.pk), by)  # nobody releases it meanwhile
    faults = [fault for row in rows for fault in reader.faults(row)]
    faults = faults or [*reader.faults_of_pairs(rows)]
    if faults:
        raise Faulty(faults)
    summary = Summary()
    for (expression, reviewer), theirs in reader.pairs(rows).items():
        for outcome in _bring_in(expression, reviewer, theirs, reader, by=by):
            summary = summary.count(outcome)
    if summary.created or summary.changed:
        refresh_standings(call)
    return summary


def _bring_in(
    expression: Expression, reviewer: User, rows: Sequence[Row], reader: Reader, *, by: User | None
) -> list[Outcome]:
    """One person's evaluation of one application, and what became of each of its marks."""
    evaluation = _evaluation(expression, reviewer, by=by)
    known = {score.criterion_id: score for score in evaluation.scores.all()}
    outcomes: list[Outcome] = []
    first: list[Score] = []
    for row in rows:
        criterion = reader.criteria[row["criterion"]]
        abstained = row["mark"] == ABSTAINS
        score = known.get(criterion.pk) or Score(evaluation=evaluation, criterion=criterion)
        words = row["comment"] or score.comment  # an empty cell takes no words away
        wanted = (None if abstained else read_number(row["mark"]), abstained, words)
        before = (score.mark, score.abstained, score.comment)
        if score.pk and before == wanted:
            outcomes.append("unchanged")
            continue
        is_new = score.pk is None or before == (None, False, "")
        score.mark, score.abstained, score.comment = wanted
        if score.pk:
            score.save()
        else:
            first.append(score)
        outcomes.append("created" if is_new else "changed")
    Score.objects.bulk_create(first)
    _hand_in(evaluation, expression, reviewer, set(outcomes) != {"unchanged"}, by=by)
    return outcomes


def _evaluation(expression: Expression, reviewer: User, *, by: User | None) -> Evaluation:
    """Asked, declared and begun, as far as that has not happened."""
    now = timezone.now()
    assignment, _is_new = Assignment.objects.get_or_create(expression=expression, reviewer=reviewer)
    ASSIGNMENT.take_all(Assignment.objects.filter(pk=assignment.pk), "restore", assigned_at=now)
    waiting = Assignment.objects.filter(pk=assignment.pk, status=AssignmentStatus.ASSIGNED)
    if ASSIGNMENT.take_all(waiting, "accept", declared_at=now):
        said, _is_new = Declaration.objects.get_or_create(
            user=reviewer, expression=expression, defaults={"conflict": False}
        )
        whose = {"expression": expression.pk, "reviewer": reviewer.pk, "declared_at": said.at.isoformat()}
        leave_trace(assignment, "accept", by=by, imported=True, **whose)
    evaluation, _is_new = Evaluation.objects.get_or_create(assignment=assignment)
    return evaluation


def _hand_in(
    evaluation: Evaluation, expression: Expression, reviewer: User, has_changed: bool, *, by: User | None
) -> None:
    if evaluation.status == EvaluationStatus.SUBMITTED:
        if not has_changed:
            return
        EVALUATION.take(evaluation, "reopen", submitted_at=None)
    EVALUATION.take(evaluation, "submit", submitted_at=timezone.now(), **new_salts())
    sealed = seals_of_evaluation(evaluation, of=expression, reviewer=reviewer)
    leave_trace(evaluation, "submit", by=by, imported=True, **sealed)
