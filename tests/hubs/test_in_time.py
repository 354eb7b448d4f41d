"""Marks are of what counts: evaluation begins when a hub can change its application no more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Assignment, Call, Decision, Evaluation, Expression, LateEntry, Standing
from hubs.operations.answers import answer_field
from hubs.operations.assignments import accept_assignment, assign_reviewer
from hubs.operations.clarifications import answer_clarification
from hubs.operations.conflicts import declare_interest
from hubs.operations.consensus import agree_consensus
from hubs.operations.declaring import declare_on_call, to_declare_on
from hubs.operations.evaluations import answer_evaluation, reopen_evaluation, submit_evaluation
from hubs.operations.expressions import reopen_expression, submit_expression
from hubs.operations.releasing import release_call
from hubs.operations.sharing import to_share
from hubs.operations.standings import refresh_standing
from hubs.states import AssignmentStatus, ConsensusStatus, EvaluationStatus
from tests.factories import make_evaluation, make_expression
from tests.factories_calls import make_clarification, make_closed_call
from tests.factories_evaluating import ask, declare, make_consensus, make_reviewer
from twinning.accounts.models import Letter
from twinning.core.errors import Refused

pytestmark = pytest.mark.django_db


def let_in(expression, *, by, hours=5):
    """A late entry that its hub has used, and that holds for some hours."""
    return LateEntry.objects.create(
        call=expression.call,
        code_digest="digest",
        hub=expression.hub,
        until=timezone.now() + timedelta(hours=hours),
        reason="Their network was down.",
        given_by=by,
        used_by=by,
        used_at=timezone.now(),
    )


def close(call):
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(minutes=5))
    call.refresh_from_db()


def hand_in(evaluation):
    """Some minutes ago."""
    at = timezone.now() - timedelta(minutes=2)
    Evaluation.objects.filter(pk=evaluation.pk).update(status=EvaluationStatus.SUBMITTED, submitted_at=at)
    evaluation.refresh_from_db()


@pytest.fixture
def closed(ines_hub):
    return make_expression(make_closed_call(), ines_hub)


def write(evaluation, person):
    answer_evaluation(evaluation, "comment", "Early.", 0, by=person)


def submit(evaluation, person):
    submit_evaluation(evaluation, by=person)


def test_nobody_is_asked_while_the_hub_can_change_its_application(submitted, rosa, carla):
    with pytest.raises(Refused, match="can change this application until"):
        assign_reviewer(submitted, reviewer=rosa, by=carla)

    assert not to_share(submitted.call, by=carla)
    assert not Letter.objects.filter(kind="hubs.reviewer_assigned").exists()


def test_who_was_asked_before_an_extension_waits_for_the_new_deadline(submitted, rosa, as_user):
    assignment = ask(submitted, rosa)
    browser = as_user(rosa)

    with pytest.raises(Refused, match="can change this application until"):
        accept_assignment(assignment, by=rosa)
    page = browser.get(assignment.get_absolute_url()).content.decode()
    answer = browser.post(reverse("hubs:accept_assignment", args=[assignment.pk]))

    assert "After that you can declare" in page
    assert "I have no conflict of interest" not in page
    assert answer.status_code == 403
    assert Assignment.objects.get().status == AssignmentStatus.ASSIGNED
    close(submitted.call)
    accept_assignment(Assignment.objects.get(), by=rosa)


@pytest.mark.parametrize("deed", [write, submit])
def test_marks_are_not_given_before_the_deadline(submitted, rosa, deed):
    evaluation = make_evaluation(submitted, rosa)

    with pytest.raises(Refused, match="evaluated after that"):
        deed(evaluation, rosa)

    assert Evaluation.objects.get().comment == ""


def test_the_office_may_declare_and_check_before_the_deadline(submitted, carla):
    declare_interest(submitted, conflict=False, by=carla)

    assert Expression.objects.opened_to(carla).contains(submitted)


def test_a_hub_let_in_late_is_evaluated_after_its_own_time_and_the_others_at_once(
    closed, leo_hub, rosa, carla
):
    in_time = make_expression(closed.call, leo_hub)
    let_in(closed, by=carla)

    assign_reviewer(in_time, reviewer=rosa, by=carla)
    with pytest.raises(Refused, match="until"):
        assign_reviewer(closed, reviewer=rosa, by=carla)

    assert list(to_share(closed.call, by=carla)) == [in_time]
    LateEntry.objects.update(until=timezone.now())
    assert set(to_share(closed.call, by=carla)) == {in_time, closed}


def test_marks_of_what_a_hub_submits_anew_are_handed_in_anew(closed, rosa, ines, carla):
    evaluation = make_evaluation(closed, rosa, marks=4)
    consensus = make_consensus(closed, rosa, marks=4)
    refresh_standing(closed)
    let_in(closed, by=carla)

    reopen_expression(closed, by=ines)
    answer_field(closed, "motivation", "Another motivation.", 0 + _version(closed), ines)
    submit_expression(closed, by=ines)

    evaluation.refresh_from_db()
    consensus.refresh_from_db()
    assert (evaluation.status, consensus.status) == (EvaluationStatus.DRAFT, ConsensusStatus.DRAFT)
    assert evaluation.scores.first().mark == 4
    assert Standing.objects.get().total is None
    assert Letter.objects.get(kind="hubs.application_amended").recipient == rosa


def _version(expression):
    return expression.answers.get(code="motivation").version


def test_nothing_is_handed_in_while_the_hub_is_asked(closed, rosa, carla, as_user):
    evaluation = make_evaluation(closed, rosa)
    evaluation.scores.update(mark=4)
    make_clarification(closed, by=carla)

    with pytest.raises(Refused, match="asked the hub"):
        submit_evaluation(evaluation, by=rosa)

    answer_evaluation(evaluation, "comment", "I go on writing.", 0, by=rosa)
    page = as_user(rosa).get(evaluation.get_absolute_url()).content.decode()
    assert "hand in when the hub has answered" in page


def test_no_consensus_is_agreed_while_the_hub_is_asked(closed, rosa, carla):
    hand_in(make_evaluation(closed, rosa, marks=4))
    consensus = make_consensus(closed, rosa)
    consensus.scores.update(mark=4)
    make_clarification(closed, by=carla)

    with pytest.raises(Refused, match="asked the hub"):
        agree_consensus(consensus, by=rosa)


def test_who_marked_before_the_answer_is_told_and_may_mark_anew(closed, rosa, ines, carla, as_user):
    evaluation = make_evaluation(closed, rosa, marks=4)
    hand_in(evaluation)
    hand_in(make_evaluation(closed, make_reviewer("Rui"), marks=3))
    Call.objects.update(shares_reviews=True)
    asked = make_clarification(closed, by=carla)
    answer_field(closed, "motivation", "Two sites.", _version(closed), ines)

    answer_clarification(asked, by=ines)

    assert Letter.objects.filter(kind="hubs.application_amended", recipient=rosa).count() == 1
    page = as_user(rosa).get(evaluation.get_absolute_url()).content.decode()
    assert "changed this application after you had handed in" in page
    reopen_evaluation(Evaluation.objects.get(pk=evaluation.pk), by=rosa)


def test_nobody_else_writes_a_reviewers_marks(closed, rosa, carla):
    evaluation = make_evaluation(closed, rosa)

    for person in (carla, make_reviewer("Rui")):
        with pytest.raises(Refused, match="Only the reviewer who was asked does"):
            answer_evaluation(evaluation, "mark_impact", "5", 0, by=person)

    assert not Evaluation.objects.get().scores.filter(mark__isnull=False).exists()


def test_the_release_waits_for_the_time_that_a_hub_was_promised(closed, carla):
    Decision.objects.create(
        expression=closed, outcome="selected", decided_by=carla, by_hand=True, reason="R."
    )
    entry = let_in(closed, by=carla)

    with pytest.raises(Refused, match="let in late and can apply until"):
        release_call(closed.call, by=carla)

    entry.delete()
    asked = make_clarification(closed, by=carla)
    with pytest.raises(Refused, match="can answer until"):
        release_call(closed.call, by=carla)

    asked.delete()
    release_call(closed.call, by=carla)


def test_the_release_is_not_offered_while_a_call_is_open(call, carla, as_user):
    address = reverse("hubs:release_call", args=[call.slug])

    assert not carla.has_perm("hubs.release_call", call)
    assert address not in as_user(carla).get(call.get_absolute_url()).content.decode()


def test_a_list_of_hidden_hubs_tells_nobody_who_came_late(closed, leo_hub, rosa, carla):
    """Were the late hub named only once it can be read, a new number would be that name."""
    Call.objects.update(blind_hubs=True)
    other = make_expression(closed.call, leo_hub)
    let_in(closed, by=carla)
    ask(other, rosa)
    call = Call.objects.get()

    assert set(to_declare_on(call, rosa)) == {closed, other}
    declare_on_call(call, conflicts=[], reason="", by=rosa)

    assert Assignment.objects.get().status == AssignmentStatus.ACCEPTED


def test_where_hubs_are_hidden_the_letter_on_a_change_tells_no_name(
    closed, rosa, ines, carla, mailoutbox, django_capture_on_commit_callbacks
):
    Call.objects.update(blind_hubs=True)
    make_evaluation(closed, rosa)
    declare(rosa, closed)
    asked = make_clarification(closed, by=carla)

    with django_capture_on_commit_callbacks(execute=True):
        answer_clarification(asked, by=ines)

    (told,) = [letter for letter in mailoutbox if letter.to == [rosa.email]]
    assert f"Application {closed.pk}" in told.subject
    assert closed.hub.name not in told.subject + told.body
