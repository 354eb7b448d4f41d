"""Marking: saved in parts, never silently overwritten, counted once handed in."""

from decimal import Decimal

import pytest
from django.urls import reverse

from hubs.models import Assignment, Call, Evaluation, Expression, Score, Standing
from hubs.operations.evaluations import (
    answer_evaluation,
    reopen_evaluation,
    revise_evaluation,
    submit_evaluation,
)
from hubs.operations.standings import refresh_standings
from hubs.states import AssignmentStatus, CallStatus, EvaluationStatus, ExpressionStatus
from tests.budget import counting
from tests.factories import join, make_evaluation, make_expression, make_hub, make_user
from tests.factories_calls import make_closed_call
from twinning.accounts.models import Role
from twinning.core.errors import Refused, Stale
from twinning.trail.models import Trace

D = Decimal


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


@pytest.fixture
def evaluation(submitted, rosa):
    return make_evaluation(submitted, rosa)


@pytest.fixture
def marked(evaluation):
    Score.objects.update(mark=4)
    return evaluation


def revise(evaluation, rosa, answers=None, opened=None):
    return revise_evaluation(evaluation, answers=answers or {"comment": "Read."}, opened=opened, by=rosa)


def test_a_part_can_be_saved_and_the_rest_stays(evaluation, rosa):
    revise(
        evaluation,
        rosa,
        {
            "mark_excellence": "4.5",
            "words_excellence": "Strong.",
            "hub_excellence": "Well done.",
            "words_impact": "To read again.",
        },
    )

    scores = {
        score.criterion.code: (score.mark, score.comment, score.comment_to_hub)
        for score in evaluation.scores.all()
    }
    assert scores == {
        "excellence": (D("4.5"), "Strong.", "Well done."),
        "impact": (None, "To read again.", ""),
        "implementation": (None, "", ""),
    }
    assert Evaluation.objects.get().versions == {
        "mark_excellence": 1,
        "words_excellence": 1,
        "hub_excellence": 1,
        "words_impact": 1,
    }


def test_what_was_saved_in_another_window_is_not_overwritten(evaluation, rosa):
    revise(evaluation, rosa, {"words_impact": "First."}, {})

    disputed = revise(evaluation, rosa, {"words_impact": "Second.", "comment": "Fine."}, {})

    assert disputed["words_impact"].current == {"value": "First.", "version": 1}
    assert Score.objects.get(criterion__code="impact").comment == "First."
    assert Evaluation.objects.get().comment == "Fine."


def test_saying_the_same_again_changes_nothing(evaluation, rosa):
    first = answer_evaluation(evaluation, "comment", "Good.", 0, by=rosa)
    again = answer_evaluation(evaluation, "comment", "Good.", 0, by=rosa)

    assert (first, again) == (1, 1)


def test_who_knows_what_is_stored_saves_over_it(evaluation, rosa):
    answer_evaluation(evaluation, "comment", "First.", 0, by=rosa)

    assert answer_evaluation(evaluation, "comment", "Second.", 1, by=rosa) == 2
    with pytest.raises(Stale):
        answer_evaluation(evaluation, "comment", "Third.", 1, by=rosa)


def test_an_hour_of_typing_leaves_one_trace_in_a_quarter(evaluation, rosa):
    for number in range(5):
        answer_evaluation(evaluation, "comment", f"Word {number}", number, by=rosa)

    assert [trace.step for trace in Trace.objects.of(evaluation)] == ["revise"]


def test_a_comment_can_be_long_and_not_endless(evaluation, rosa):
    with pytest.raises(Refused) as refusal:
        revise(evaluation, rosa, {"comment": "x" * 20_001})

    assert refusal.value.field == "comment"


@pytest.mark.parametrize("field", ["status", "version", "assignment", "weight_impact", "mark_", ""])
def test_no_other_field_can_be_written(evaluation, rosa, field):
    with pytest.raises(Refused):
        revise(evaluation, rosa, {field: "1"})


@pytest.mark.parametrize("mark", ["5.5", "-0.5", "3.3", "NaN", "many", "1e9"])
def test_a_mark_off_the_scale_is_refused_beside_its_field(evaluation, rosa, mark):
    with pytest.raises(Refused) as refusal:
        revise(evaluation, rosa, {"mark_impact": mark})

    assert refusal.value.field == "mark_impact"
    assert "from 0 to 5 in steps of 0.5" in str(refusal.value)
    assert Evaluation.objects.get().versions == {}


def test_a_criterion_of_another_call_is_refused(evaluation, rosa):
    with pytest.raises(Refused):
        revise(evaluation, rosa, {"mark_beauty": "3"})


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


# abstaining, comments, and saving as it is typed


def test_who_abstains_from_a_criterion_counts_in_the_others(evaluation, rosa, submitted):
    revise(evaluation, rosa, {"mark_excellence": "4", "mark_impact": "abstain", "mark_implementation": "3"})
    other = make_evaluation(submitted, make_user(role=Role.REVIEWER), marks=5)

    submit_evaluation(evaluation, by=rosa)

    score = Score.objects.get(evaluation=evaluation, criterion__code="impact")
    assert (score.mark, score.abstained) == (None, True)
    assert Standing.objects.get().marks["impact"] == "5.00"
    assert other.scores.count() == 3


def test_a_mark_takes_back_an_abstention(evaluation, rosa):
    revise(evaluation, rosa, {"mark_impact": "abstain"})
    revise(evaluation, rosa, {"mark_impact": "3"})

    score = Score.objects.get(criterion__code="impact")
    assert (score.mark, score.abstained) == (3, False)


def test_who_abstains_from_everything_has_nothing_to_hand_in(evaluation, rosa):
    Score.objects.update(abstained=True)

    with pytest.raises(Refused, match="abstain from every criterion"):
        submit_evaluation(evaluation, by=rosa)


@pytest.mark.parametrize("kind", ["comment", "comment_to_hub"])
def test_where_the_call_says_so_every_mark_has_a_comment(marked, rosa, submitted, kind):
    submitted.call.comments_required = True
    submitted.call.save()
    Score.objects.exclude(criterion__code="impact").update(**{kind: "Because."})

    with pytest.raises(Refused) as refusal:
        submit_evaluation(marked, by=rosa)

    assert set(refusal.value.faults) == {"words_impact"}
    Score.objects.update(**{kind: "Because."})
    submit_evaluation(marked, by=rosa)


def test_a_field_is_saved_as_it_is_typed_and_says_when(evaluation, rosa, as_user):
    address = reverse("hubs:answer_evaluation", args=[evaluation.pk])
    typed = {"field": "words_impact", "value": "Strong.", "opened": "0", "writer": rosa.pk}

    saved = as_user(rosa).post(address, typed)
    late = as_user(rosa).post(address, typed | {"value": "Weak."})
    wrong = as_user(rosa).post(address, {"field": "mark_impact", "value": "9", "writer": rosa.pk})

    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    assert saved.json()["says"].startswith("Saved at ")
    assert (late.status_code, late.json()["words"], late.json()["version"]) == (409, "Strong.", 1)
    assert (wrong.status_code, "from 0 to 5" in wrong.json()["says"]) == (409, True)


def test_whoever_else_is_signed_in_by_now_saves_nothing(evaluation, rosa, as_user):
    address = reverse("hubs:answer_evaluation", args=[evaluation.pk])

    answer = as_user(rosa).post(address, {"field": "comment", "value": "x", "writer": rosa.pk + 1})

    assert answer.status_code == 401
    assert reverse("hubs:reviews") in answer.json()["login"]
    assert as_user().post(address, {"field": "comment", "value": "x"}).status_code == 401
    assert Evaluation.objects.get().comment == ""


def test_marks_stand_with_their_meaning(evaluation, rosa, as_user):
    criterion = evaluation.assignment.expression.call.criteria.get(code="impact")
    criterion.meanings.create(mark=4, meaning="Very good")

    page = as_user(rosa).get(evaluation.get_absolute_url()).content.decode()

    assert "4 – Very good" in page
    assert "<dd>Very good</dd>" in page


def test_the_same_mark_written_with_a_comma_is_nobodys_other_words(evaluation, rosa):
    """Whoever heard no answer sends it once more, and a decimal sign is no difference."""
    first = answer_evaluation(evaluation, "mark_excellence", "3,50", 0, by=rosa)

    again = answer_evaluation(evaluation, "mark_excellence", "3,50", 0, by=rosa)

    assert (first, again) == (1, 1)
    assert Score.objects.get(criterion__code="excellence").mark == Decimal("3.5")
