"""Marking: saved in parts, never silently overwritten, counted once handed in."""

from decimal import Decimal

import pytest

from hubs.models import Assignment, Call, Evaluation, Expression, Score, Standing
from hubs.operations.calls import revise_call
from hubs.operations.evaluations import (
    reopen_evaluation,
    revise_evaluation,
    submit_evaluation,
)
from hubs.operations.standings import refresh_standings
from hubs.states import AssignmentStatus, CallStatus, EvaluationStatus, ExpressionStatus
from tests.budget import counting
from tests.factories import join, make_evaluation, make_expression, make_hub, make_user
from twinning.accounts.models import Role
from twinning.core.errors import Refused, Stale

D = Decimal


@pytest.fixture
def evaluation(submitted, rosa):
    return make_evaluation(submitted, rosa)


@pytest.fixture
def marked(evaluation):
    Score.objects.update(mark=4)
    return evaluation


def revise(evaluation, rosa, marks=None, version=1, comment=""):
    revise_evaluation(evaluation, version=version, by=rosa, comment=comment, marks=marks or {})


def test_a_part_can_be_saved_and_the_rest_stays(evaluation, rosa):
    revise(evaluation, rosa, {"excellence": (D("4.5"), "Strong."), "impact": (None, "To read again.")})

    scores = {score.criterion.code: (score.mark, score.comment) for score in evaluation.scores.all()}
    assert scores == {
        "excellence": (D("4.5"), "Strong."),
        "impact": (None, "To read again."),
        "implementation": (None, ""),
    }
    assert Evaluation.objects.get().version == 2


def test_what_was_saved_elsewhere_is_not_overwritten(evaluation, rosa):
    revise(evaluation, rosa, {"impact": (D(3), "First.")}, comment="First")

    with pytest.raises(Stale) as stale:
        revise(evaluation, rosa, {"impact": (D(5), "Second.")}, comment="Second")

    assert stale.value.current.comment == "First"
    assert Score.objects.get(criterion__code="impact").mark == 3


@pytest.mark.parametrize("mark", ["5.5", "-0.5", "3.3"])
def test_a_mark_off_the_scale_is_refused_beside_its_field(evaluation, rosa, mark):
    with pytest.raises(Refused) as refusal:
        revise(evaluation, rosa, {"impact": (D(mark), "")})

    assert refusal.value.field == "mark_impact"
    assert "from 0 to 5 in steps of 0.5" in str(refusal.value)
    assert Evaluation.objects.get().version == 1


def test_a_criterion_of_another_call_is_refused(evaluation, rosa):
    with pytest.raises(Refused):
        revise(evaluation, rosa, {"beauty": (D(3), "")})


def test_handing_in_counts_in_the_ranking_at_once(marked, rosa, submitted):
    submit_evaluation(marked, by=rosa)

    standing = Standing.objects.get(expression=submitted)
    assert (standing.evaluations, standing.total, standing.passed) == (1, D(12), True)
    assert standing.marks == {"excellence": "4.00", "impact": "4.00", "implementation": "4.00"}
    assert (standing.call, standing.region) == (submitted.call, submitted.hub.region)


def test_every_criterion_is_marked_before_handing_in(evaluation, rosa):
    Score.objects.exclude(criterion__code="impact").update(mark=4)

    with pytest.raises(Refused) as refusal:
        submit_evaluation(evaluation, by=rosa)

    assert set(refusal.value.faults) == {"mark_impact"}
    assert Evaluation.objects.get().status == EvaluationStatus.DRAFT


def test_reopening_takes_the_marks_out_of_the_ranking(marked, rosa):
    submit_evaluation(marked, by=rosa)

    reopen_evaluation(marked, by=rosa)

    assert Standing.objects.get().evaluations == 0
    assert Standing.objects.get().total is None


STEPS = {
    "revise": (lambda one, by: revise(one, by), EvaluationStatus.SUBMITTED),
    "submit": (lambda one, by: submit_evaluation(one, by=by), EvaluationStatus.SUBMITTED),
    "reopen": (lambda one, by: reopen_evaluation(one, by=by), EvaluationStatus.DRAFT),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_from_the_wrong_status_is_refused(marked, rosa, name):
    take, status = STEPS[name]
    Evaluation.objects.update(status=status)

    with pytest.raises(Refused):
        take(marked, rosa)

    assert Evaluation.objects.get().status == status


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("status", sorted(set(ExpressionStatus) - {ExpressionStatus.SUBMITTED}))
def test_nothing_is_marked_unless_the_application_is_in(marked, rosa, name, status):
    take, wrong = STEPS[name]
    right = EvaluationStatus.DRAFT if wrong == EvaluationStatus.SUBMITTED else EvaluationStatus.SUBMITTED
    Evaluation.objects.update(status=right)
    Expression.objects.update(status=status)

    with pytest.raises(Refused):
        take(marked, rosa)

    assert Evaluation.objects.get().status == right


@pytest.mark.parametrize("name", STEPS)
def test_who_has_a_conflict_marks_no_more(marked, rosa, name):
    take, _status = STEPS[name]
    Assignment.objects.update(status=AssignmentStatus.RECUSED)

    with pytest.raises(Refused):
        take(marked, rosa)


def test_a_moved_threshold_moves_the_standings(marked, rosa, submitted, carla):
    submit_evaluation(marked, by=rosa)

    revise_call(submitted.call, by=carla, threshold=D(13))

    assert Standing.objects.get().passed is False


def test_what_was_decided_upon_stays(marked, rosa, submitted):
    submit_evaluation(marked, by=rosa)
    submitted.call.status = CallStatus.RELEASED
    submitted.call.save()
    submitted.call.threshold = D(15)

    refresh_standings(submitted.call)

    assert Standing.objects.get().passed is True


@pytest.mark.parametrize("number", [3, 30])
def test_a_whole_ranking_is_computed_in_as_many_queries(call, number):
    reviewer = make_user(role=Role.REVIEWER)
    for _ in range(number):
        expression = make_expression(call, make_hub())
        make_evaluation(expression, reviewer, marks=3.5)
        Standing.objects.create(expression=expression, call=call, region=expression.hub.region)

    with counting() as spent:
        refresh_standings(call)

    assert spent.queries <= 6
    assert set(Standing.objects.values_list("total", flat=True)) == {D("10.5")}


@pytest.mark.parametrize("name", STEPS)
def test_who_belongs_to_the_hub_meanwhile_marks_no_more(marked, rosa, submitted, name):
    take, _status = STEPS[name]
    join(submitted.hub, rosa)

    with pytest.raises(Refused, match="belongs to this hub"):
        take(marked, rosa)


def test_nothing_is_marked_in_an_archived_call(marked, rosa, call):
    Call.objects.update(status=CallStatus.ARCHIVED)

    with pytest.raises(Refused):
        submit_evaluation(marked, by=rosa)

    assert Evaluation.objects.get().status == EvaluationStatus.DRAFT
