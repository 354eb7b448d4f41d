"""Asking reviewers, and declaring on conflicts of interest."""

import pytest

from hubs.models import Assignment, Declaration, Evaluation, Expression, MembershipRole, Score, Standing
from hubs.operations.assignments import accept_assignment, assign_reviewer, recuse_assignment
from hubs.operations.standings import refresh_standing
from hubs.states import AssignmentStatus, ExpressionStatus
from tests.factories import join, make_evaluation, make_user
from tests.factories_calls import make_closed_call
from twinning.accounts.models import Letter, Role
from twinning.accounts.operations.people import change_role
from twinning.core.errors import Refused
from twinning.trail.models import Trace


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


@pytest.fixture
def assignment(submitted, rosa, carla):
    return assign_reviewer(submitted, reviewer=rosa, by=carla)


def test_assigning_asks_the_reviewer_and_writes_to_them(submitted, rosa, carla):
    assignment = assign_reviewer(submitted, reviewer=rosa, by=carla)

    assert assignment.status == AssignmentStatus.ASSIGNED
    assert Letter.objects.get().recipient == rosa
    assert Trace.objects.of(submitted).last().detail == {"reviewer": rosa.pk}


@pytest.mark.parametrize("status", sorted(set(ExpressionStatus) - {ExpressionStatus.SUBMITTED}))
def test_only_a_submitted_application_is_given_to_reviewers(submitted, rosa, carla, status):
    Expression.objects.update(status=status)

    with pytest.raises(Refused):
        assign_reviewer(submitted, reviewer=rosa, by=carla)

    assert not Assignment.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.REVIEWER}))
def test_only_reviewers_are_asked(submitted, carla, role):
    with pytest.raises(Refused) as refusal:
        assign_reviewer(submitted, reviewer=make_user(role=role), by=carla)

    assert refusal.value.field == "reviewer"


def test_nobody_is_asked_about_their_own_hub(submitted, ines_hub, rosa, carla):
    join(ines_hub, rosa, MembershipRole.VIEWER)

    with pytest.raises(Refused):
        assign_reviewer(submitted, reviewer=rosa, by=carla)


def test_nobody_is_asked_twice(assignment, submitted, rosa, carla):
    with pytest.raises(Refused):
        assign_reviewer(submitted, reviewer=rosa, by=carla)

    assert Assignment.objects.count() == 1


def test_declaring_no_conflict_opens_an_evaluation_with_a_score_for_each_criterion(
    assignment, rosa, submitted
):
    evaluation = accept_assignment(assignment, by=rosa)

    assert Assignment.objects.get().status == AssignmentStatus.ACCEPTED
    assert Assignment.objects.get().declared_at
    assert [score.mark for score in evaluation.scores.all()] == [None] * 3
    assert Expression.objects.visible_to(rosa).get() == submitted


@pytest.mark.parametrize("status", sorted(set(AssignmentStatus) - {AssignmentStatus.ASSIGNED}))
def test_only_who_is_asked_can_accept(assignment, rosa, status):
    Assignment.objects.update(status=status)

    with pytest.raises(Refused):
        accept_assignment(assignment, by=rosa)

    assert Assignment.objects.get().status == status
    assert not Evaluation.objects.exists()


def test_who_has_joined_the_hub_meanwhile_cannot_accept(assignment, rosa, ines_hub):
    join(ines_hub, rosa)

    with pytest.raises(Refused):
        accept_assignment(assignment, by=rosa)


def test_an_application_taken_back_by_its_hub_cannot_be_accepted(assignment, rosa):
    Expression.objects.update(status=ExpressionStatus.DRAFT)

    with pytest.raises(Refused):
        accept_assignment(assignment, by=rosa)


def test_a_conflict_hides_the_application_and_its_marks_no_longer_count(submitted, rosa, carla):
    for reviewer, marks in [(rosa, 5), (make_user(role=Role.REVIEWER), 4)]:
        make_evaluation(submitted, reviewer, marks=marks)
    refresh_standing(submitted)
    before = Standing.objects.get()

    recuse_assignment(Assignment.objects.get(reviewer=rosa), reason="My sister works there.", by=rosa)

    after = Standing.objects.get()
    assert (before.evaluations, str(before.total)) == (2, "13.500")
    assert (after.evaluations, str(after.total)) == (1, "12.000")
    assert not Expression.objects.visible_to(rosa).exists()
    assert not Evaluation.objects.visible_to(rosa).exists()
    assert Score.objects.count() == 6  # kept for the record


def test_who_is_no_reviewer_any_more_reads_nothing_and_what_they_handed_in_counts(submitted, rosa, ada):
    make_evaluation(submitted, rosa, marks=5)
    refresh_standing(submitted)

    change_role(rosa, role=Role.MEMBER, by=ada)

    for model in (Expression, Evaluation, Assignment):
        assert not model.objects.visible_to(rosa).exists()
    assert Standing.objects.get().evaluations == 1


def test_the_reason_of_a_conflict_is_not_in_the_trail(assignment, rosa):
    recuse_assignment(assignment, reason="My sister works there.", by=rosa)

    assert Declaration.objects.get().reason == "My sister works there."
    assert Trace.objects.of(assignment).get().detail == {}


def test_a_declared_conflict_stays(assignment, rosa):
    recuse_assignment(assignment, reason="A conflict.", by=rosa)

    for again in (accept_assignment, lambda one, by: recuse_assignment(one, reason="x", by=by)):
        with pytest.raises(Refused):
            again(assignment, by=rosa)

    assert Declaration.objects.get().reason == "A conflict."
