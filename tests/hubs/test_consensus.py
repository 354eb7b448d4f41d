"""The consensus: written by a rapporteur beside the individual marks, which stay as they are."""

from decimal import Decimal

import pytest
from django.urls import reverse

from hubs.models import Assignment, Call, Consensus, ConsensusScore, Evaluation, Expression, Score, Standing
from hubs.operations.consensus import (
    agree_consensus,
    answer_consensus,
    name_rapporteur,
    reopen_consensus,
    revise_consensus,
)
from hubs.operations.evaluations import reopen_evaluation
from hubs.operations.standings import refresh_standing
from hubs.states import AssignmentStatus, CallStatus, ConsensusStatus, EvaluationStatus, ExpressionStatus
from tests.factories import make_evaluation
from tests.factories_calls import make_closed_call
from tests.factories_evaluating import ask, declare, make_consensus, make_reviewer
from twinning.accounts.models import Letter
from twinning.core.errors import Refused, Stale

MARKS = {"mark_excellence": "4.5", "mark_impact": "4", "mark_implementation": "3"}


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


@pytest.fixture
def rui(db):
    return make_reviewer("Rui")


@pytest.fixture
def judged(submitted, rosa, rui):
    make_evaluation(submitted, rosa, marks=5)
    make_evaluation(submitted, rui, marks=2)
    refresh_standing(submitted)
    return submitted


@pytest.fixture
def consensus(judged, rosa):
    return make_consensus(judged, rosa)


def test_the_office_names_one_of_the_reviewers_who_gets_a_letter(judged, rosa, carla):
    consensus = name_rapporteur(judged, rapporteur=rosa, by=carla)

    assert consensus.rapporteur == rosa
    assert consensus.scores.count() == 3
    assert [(one.kind, one.recipient) for one in Letter.objects.all()] == [("hubs.rapporteur_named", rosa)]


def test_another_can_be_named_until_it_is_agreed(consensus, judged, rui, rosa, carla):
    name_rapporteur(judged, rapporteur=rui, by=carla)
    assert Consensus.objects.get().rapporteur == rui

    Consensus.objects.update(status=ConsensusStatus.AGREED)
    with pytest.raises(Refused):
        name_rapporteur(judged, rapporteur=rosa, by=carla)


@pytest.mark.parametrize("status", [None, *sorted(set(AssignmentStatus) - {AssignmentStatus.ACCEPTED})])
def test_nobody_else_is_named(judged, carla, status):
    other = make_reviewer("Olaf")
    if status:
        ask(judged, other, status)

    with pytest.raises(Refused) as refusal:
        name_rapporteur(judged, rapporteur=other, by=carla)

    assert refusal.value.field == "rapporteur"


def test_agreeing_moves_the_ranking_and_leaves_everybodys_marks_alone(consensus, judged, rosa):
    assert Standing.objects.get().total == Decimal("10.5")
    before = list(Score.objects.order_by("pk").values())

    revise_consensus(consensus, answers=MARKS | {"hub_impact": "Well done."}, by=rosa)
    assert Standing.objects.get().total == Decimal("10.5")
    agree_consensus(consensus, by=rosa)

    assert Standing.objects.get().total == Decimal("11.5")
    assert list(Score.objects.order_by("pk").values()) == before
    assert ConsensusScore.objects.get(criterion__code="impact").comment_to_hub == "Well done."

    reopen_consensus(consensus, by=rosa)

    assert Standing.objects.get().total == Decimal("10.5")


def test_only_the_rapporteur_writes(consensus, rui, carla):
    for other in (rui, carla):
        for act in (
            lambda by: answer_consensus(consensus, "comment", "x", 0, by=by),
            lambda by: agree_consensus(consensus, by=by),
            lambda by: reopen_consensus(consensus, by=by),
        ):
            with pytest.raises(Refused):
                act(other)


def test_the_rapporteur_hands_in_their_own_marks_first(consensus, rosa):
    Evaluation.objects.filter(assignment__reviewer=rosa).update(status=EvaluationStatus.DRAFT)

    with pytest.raises(Refused, match="your own evaluation first"):
        answer_consensus(consensus, "comment", "x", 0, by=rosa)


def test_it_is_agreed_once_all_that_was_begun_is_in(consensus, rosa, rui):
    revise_consensus(consensus, answers=MARKS, by=rosa)
    Evaluation.objects.filter(assignment__reviewer=rui).update(status=EvaluationStatus.DRAFT)

    with pytest.raises(Refused, match="not handed in"):
        agree_consensus(consensus, by=rosa)


def test_every_criterion_has_a_mark_before_it_is_agreed(consensus, rosa):
    revise_consensus(consensus, answers={"mark_impact": "4"}, by=rosa)

    with pytest.raises(Refused) as refusal:
        agree_consensus(consensus, by=rosa)

    assert set(refusal.value.faults) == {"mark_excellence", "mark_implementation"}


@pytest.mark.parametrize("value", ["5.5", "3.3", "abc", "-1"])
def test_a_mark_stands_on_the_scale(consensus, rosa, value):
    with pytest.raises(Refused, match="from 0 to 5"):
        answer_consensus(consensus, "mark_impact", value, 0, by=rosa)


@pytest.mark.parametrize("field", ["rapporteur", "words_impact", "mark_beauty", "status"])
def test_no_other_field_is_written(consensus, rosa, field):
    with pytest.raises(Refused):
        answer_consensus(consensus, field, "1", 0, by=rosa)


def test_two_windows_do_not_overwrite_each_other(consensus, rosa):
    answer_consensus(consensus, "comment", "First.", 0, by=rosa)

    with pytest.raises(Stale) as stale:
        answer_consensus(consensus, "comment", "Second.", 0, by=rosa)

    assert stale.value.current == {"value": "First.", "version": 1}


@pytest.mark.parametrize("status", sorted(set(ExpressionStatus) - {ExpressionStatus.SUBMITTED}))
def test_nothing_is_agreed_unless_the_application_is_in(consensus, rosa, status):
    Expression.objects.update(status=status)

    with pytest.raises(Refused):
        answer_consensus(consensus, "comment", "x", 0, by=rosa)


def test_nothing_is_agreed_after_the_decisions(consensus, rosa):
    Call.objects.update(status=CallStatus.RELEASED)

    with pytest.raises(Refused):
        agree_consensus(consensus, by=rosa)


STEPS = {
    "revise": (lambda one, by: answer_consensus(one, "comment", "x", 0, by=by), ConsensusStatus.AGREED),
    "agree": (lambda one, by: agree_consensus(one, by=by), ConsensusStatus.AGREED),
    "reopen": (lambda one, by: reopen_consensus(one, by=by), ConsensusStatus.DRAFT),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_from_the_wrong_status_is_refused(consensus, rosa, name):
    take, status = STEPS[name]
    Consensus.objects.update(status=status)
    ConsensusScore.objects.update(mark=3)

    with pytest.raises(Refused):
        take(consensus, rosa)

    assert Consensus.objects.get().status == status


def test_individual_marks_stay_once_a_consensus_is_agreed(consensus, rui):
    Consensus.objects.update(status=ConsensusStatus.AGREED)

    with pytest.raises(Refused, match="have agreed"):
        reopen_evaluation(Evaluation.objects.get(assignment__reviewer=rui), by=rui)


# who sees it


def test_it_is_for_its_reviewers_whose_own_is_in_and_for_the_office(
    consensus, judged, rosa, rui, ines, carla
):
    olaf = make_evaluation(judged, make_reviewer("Olaf")).assignment.reviewer
    stranger = make_reviewer("Sven")

    seen = {
        one.name
        for one in (rosa, rui, olaf, stranger, ines, carla)
        if Consensus.objects.visible_to(one).exists()
    }

    assert seen == {"Rosa", "Rui", "Carla"}


def test_the_rapporteur_sees_all_marks_side_by_side_and_writes(consensus, judged, rosa, as_user):
    page = as_user(rosa).get(consensus.get_absolute_url())

    assert page.context["reviewers"] == ["You", "Rui"]
    assert [(line.marks, line.spread["range"]) for line in page.context["lines"]] == [(["5", "2"], "3")] * 3
    assert page.context["sheet"] is not None


def test_a_fellow_reviewer_reads_it_and_not_the_others_marks(consensus, rui, as_user):
    page = as_user(rui).get(consensus.get_absolute_url())

    assert page.context["reviewers"] == ["You"]
    assert page.context["sheet"] is None


def test_without_scripts_it_is_saved_and_agreed_with_buttons(consensus, rosa, as_user):
    address = reverse("hubs:revise_consensus", args=[consensus.pk])

    missing = as_user(rosa).post(address, {"mark_impact": "4", "agree": "1"})
    assert missing.status_code == 409
    assert "Please agree on a mark." in missing.content.decode()

    opened = {f"opened-{name}": 1 for name in ("mark_impact",)}
    as_user(rosa).post(address, MARKS | opened | {"agree": "1"})

    assert Consensus.objects.get().status == ConsensusStatus.AGREED


def test_a_field_is_saved_as_it_is_typed(consensus, rosa, as_user):
    address = reverse("hubs:answer_consensus", args=[consensus.pk])
    typed = {"field": "comment", "value": "Strong.", "opened": "0", "writer": rosa.pk}

    saved = as_user(rosa).post(address, typed)
    late = as_user(rosa).post(address, typed | {"value": "Weak."})

    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    assert (late.status_code, late.json()["words"]) == (409, "Strong.")


def test_no_rapporteur_is_asked_for_once_the_decisions_are_released(judged, carla, as_user):
    declare(carla, judged)
    page = reverse("admin:hubs_expression_layers", args=[judged.pk])
    assert as_user(carla).get(page).context["form"] is not None

    Call.objects.update(status=CallStatus.RELEASED)

    assert as_user(carla).get(page).context["form"] is None


def test_the_office_sees_the_three_layers_and_names_the_rapporteur(judged, rosa, carla, as_user):
    declare(carla, judged)
    address = reverse("admin:hubs_expression_rapporteur", args=[judged.pk])

    as_user(carla).post(address, {"rapporteur": rosa.pk})
    page = as_user(carla).get(reverse("admin:hubs_expression_layers", args=[judged.pk]))

    assert Consensus.objects.get().rapporteur == rosa
    assert page.context["reviewers"] == ["Rosa", "Rui"]
    assert page.context["standing"].total == Decimal("10.5")
    assert as_user(carla).post(address, {"rapporteur": carla.pk}).status_code == 422
    assert Assignment.objects.count() == 2
