"""Each condition is checked with a reason; hubs are asked about named fields; some are declined."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hubs.evaluation.summaries import summary_of
from hubs.models import (
    Answer,
    Clarification,
    Decision,
    DecisionLetter,
    Declaration,
    EligibilityCheck,
    Ineligibility,
    Standing,
)
from hubs.operations.answers import answer_field
from hubs.operations.clarifications import answer_clarification, ask_clarification
from hubs.operations.decisions import decide_expression
from hubs.operations.eligibility import admit_expression, check_eligibility, decline_ineligible
from hubs.operations.standings import refresh_standing
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import join, make_expression, make_user
from tests.factories_calls import make_clarification, make_closed_call, make_item
from twinning.accounts.models import Letter
from twinning.core.errors import Refused
from twinning.trail.models import Trace

SOON = timedelta(days=5)


@pytest.fixture
def applied(ines_hub):
    """A submitted application to a closed call with two conditions."""
    call = make_closed_call()
    make_item(call, "connected")
    make_item(call, "areas", position=1)
    return make_expression(call, ines_hub)


def found(expression):
    checks = expression.eligibility_checks.all()
    return {check.item.code: (check.verdict, check.reason) for check in checks}


# Checking


def test_each_condition_gets_a_verdict_with_its_reason(applied, carla):
    check_eligibility(
        applied, verdicts={"connected": ("yes", ""), "areas": ("no", "None of them.")}, by=carla
    )

    assert found(applied) == {"connected": ("yes", ""), "areas": ("no", "None of them.")}
    assert Trace.objects.of(applied).last().detail == {"connected": "yes", "areas": "no"}
    assert {check.by for check in EligibilityCheck.objects.all()} == {carla}


def test_what_is_not_named_stays_and_what_is_the_same_leaves_no_trace(applied, carla, ada):
    check_eligibility(applied, verdicts={"areas": ("no", "None.")}, by=carla)
    check_eligibility(applied, verdicts={"connected": ("yes", ""), "areas": ("no", "None.")}, by=ada)
    check_eligibility(applied, verdicts={"connected": ("yes", "")}, by=ada)

    assert {check.item.code: check.by for check in EligibilityCheck.objects.all()} == {
        "connected": ada,
        "areas": carla,
    }
    assert [trace.detail for trace in Trace.objects.of(applied)] == [{"areas": "no"}, {"connected": "yes"}]


@pytest.mark.parametrize("verdict", ["no", "ask"])
def test_no_and_ask_need_a_reason(applied, carla, verdict):
    with pytest.raises(Refused) as refusal:
        check_eligibility(applied, verdicts={"connected": ("yes", ""), "areas": (verdict, " ")}, by=carla)

    assert list(refusal.value.faults) == ["areas"]
    assert found(applied) == {}


def test_there_are_three_verdicts(applied, carla):
    with pytest.raises(Refused):
        check_eligibility(applied, verdicts={"areas": ("perhaps", "Hm.")}, by=carla)


def test_a_condition_of_another_call_cannot_be_slipped_in(applied, carla):
    make_item(make_closed_call(), "other")

    with pytest.raises(TypeError):
        check_eligibility(applied, verdicts={"other": ("yes", "")}, by=carla)


@pytest.mark.parametrize("status", sorted(set(ExpressionStatus) - {ExpressionStatus.SUBMITTED}))
def test_only_a_submitted_application_is_checked(applied, carla, status):
    type(applied).objects.update(status=status)

    for act in (
        lambda: check_eligibility(applied, verdicts={"areas": ("yes", "")}, by=carla),
        lambda: decline_ineligible(applied, reason="No.", by=carla),
        lambda: admit_expression(applied, reason="Yes.", by=carla),
        lambda: ask(applied, carla),
    ):
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize("status", [CallStatus.RELEASED, CallStatus.ARCHIVED])
def test_nothing_is_checked_once_the_call_is_decided(applied, carla, status):
    type(applied.call).objects.update(status=status)

    with pytest.raises(Refused):
        check_eligibility(applied, verdicts={"areas": ("yes", "")}, by=carla)


def test_nobody_checks_an_application_they_have_an_interest_in(applied, carla, ada):
    Declaration.objects.create(user=carla, expression=applied, conflict=True, reason="My brother.")
    join(applied.hub, ada, "viewer")

    for person in (carla, ada):
        with pytest.raises(Refused):
            check_eligibility(applied, verdicts={"areas": ("yes", "")}, by=person)
        with pytest.raises(Refused):
            ask(applied, person)


# Declining


@pytest.fixture
def failing(applied, carla):
    refresh_standing(applied)
    check_eligibility(applied, verdicts={"areas": ("no", "None of them.")}, by=carla)
    return applied


def test_the_hub_is_told_which_condition_it_does_not_meet_and_nothing_of_places(failing, carla):
    decide_expression(failing, outcome="not_selected", reason="A draft of before.", by=carla)

    decline_ineligible(failing, reason="Internal words.", by=carla)

    condition = str(failing.call.eligibility_items.get(code="areas"))
    body = DecisionLetter.objects.get().body
    assert f"- {condition}" in body
    assert "more good applications than places" not in body
    assert "Internal words." not in body
    assert summary_of(failing).unmet == (condition,)


def test_what_is_not_eligible_has_no_rank_and_is_not_selected(failing, carla):
    assert Standing.objects.exists()

    decline_ineligible(failing, reason="It works in none of the areas.", by=carla)

    refresh_standing(failing)
    assert not Standing.objects.exists()
    assert Decision.objects.get().outcome == "not_selected"
    assert Ineligibility.objects.get().by == carla
    assert "decline ineligible" in [trace.step for trace in Trace.objects.of(failing)]


def test_the_decision_can_be_taken_back_with_a_reason(failing, carla):
    decline_ineligible(failing, reason="None.", by=carla)

    with pytest.raises(Refused):
        admit_expression(failing, reason=" ", by=carla)
    admit_expression(failing, reason="We had misread it.", by=carla)

    assert Standing.objects.exists()
    assert not Ineligibility.objects.exists()
    assert not Decision.objects.exists()
    assert not DecisionLetter.objects.exists()


def test_nobody_is_declined_without_a_reason_or_a_condition_that_is_not_met(applied, failing, carla):
    with pytest.raises(Refused) as refusal:
        decline_ineligible(failing, reason=" ", by=carla)
    assert refusal.value.field == "reason"

    check_eligibility(failing, verdicts={"areas": ("yes", "")}, by=carla)
    with pytest.raises(Refused):
        decline_ineligible(failing, reason="Hm.", by=carla)
    assert not Ineligibility.objects.exists()


def test_what_is_not_eligible_cannot_be_selected_behind_the_decision(failing, carla):
    decline_ineligible(failing, reason="None.", by=carla)

    for outcome in ("selected", "reserve"):
        with pytest.raises(Refused):
            decide_expression(failing, outcome=outcome, reason="We like it.", by=carla)
    assert Decision.objects.get().outcome == "not_selected"


def test_nobody_is_declined_twice_nor_admitted_without_having_been_declined(failing, carla):
    with pytest.raises(Refused):
        admit_expression(failing, reason="Yes.", by=carla)
    decline_ineligible(failing, reason="None.", by=carla)
    with pytest.raises(Refused):
        decline_ineligible(failing, reason="None.", by=carla)


# Asking the hub


def ask(expression, by, **changes):
    values = {"fields": ["motivation"], "words": "Which site?", "due_at": timezone.now() + SOON} | changes
    return ask_clarification(expression, by=by, **values)


def test_asking_reopens_the_named_fields_alone_and_writes_to_those_who_write_for_the_hub(
    applied, carla, ines
):
    join(applied.hub, make_user("Writer"), "contributor")
    join(applied.hub, make_user("Viewer"), "viewer")

    ask(applied, carla, fields=["motivation", "motivation"])

    opened = Answer.objects.filter(expression=applied, code="motivation").first()
    answer_field(applied, "motivation", "Our site in Lisbon.", opened.version if opened else 0, ines)
    with pytest.raises(Refused):
        answer_field(applied, "offers", "More.", 0, ines)
    applied.refresh_from_db()
    assert applied.status == ExpressionStatus.SUBMITTED
    letters = Letter.objects.filter(kind="hubs.clarification_asked")
    assert {letter.recipient.name for letter in letters} == {"Ines", "Writer"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"fields": []}, "fields"),
        ({"fields": ["motivation", "password"]}, "fields"),
        ({"words": " "}, "words"),
        ({"due_at": timezone.now() - SOON}, "due_at"),
    ],
)
def test_what_is_asked_has_fields_words_and_time(applied, carla, wrong, field):
    with pytest.raises(Refused) as refusal:
        ask(applied, carla, **wrong)

    assert refusal.value.field == field
    assert not Clarification.objects.exists()


def test_a_hub_is_asked_one_thing_at_a_time(applied, carla, time_machine):
    ask(applied, carla)
    with pytest.raises(Refused):
        ask(applied, carla)

    time_machine.move_to(timezone.now() + SOON)
    ask(applied, carla, due_at=timezone.now() + SOON)


def test_answering_closes_the_fields_submits_what_they_say_and_tells_the_office(applied, carla, ines):
    asked = ask(applied, carla)
    opened = Answer.objects.filter(expression=applied, code="motivation").first()
    answer_field(applied, "motivation", "Our site in Lisbon.", opened.version if opened else 0, ines)
    before = applied.submitted_at

    answer_clarification(asked, by=ines)

    applied.refresh_from_db()
    asked.refresh_from_db()
    said = {field["code"]: field["value"] for field in applied.submission.content["fields"]}
    assert said["motivation"] == "Our site in Lisbon."
    assert applied.submitted_at == before
    assert (asked.answered_by, applied.status) == (ines, ExpressionStatus.SUBMITTED)
    assert {letter.recipient for letter in Letter.objects.filter(kind="hubs.clarification_answered")} == {
        carla
    }
    with pytest.raises(Refused):
        answer_field(applied, "motivation", "Or Porto.", 99, ines)
    with pytest.raises(Refused):
        answer_clarification(asked, by=ines)


def test_an_answer_that_is_empty_is_not_sent(applied, carla, ines):
    asked = ask(applied, carla)
    Answer.objects.filter(expression=applied).delete()

    with pytest.raises(Refused) as refusal:
        answer_clarification(asked, by=ines)

    assert "motivation" in refusal.value.faults
    assert Clarification.objects.open().exists()


def test_an_answer_after_its_time_is_refused(applied, carla, ines):
    asked = make_clarification(applied, by=carla, due_at=timezone.now())

    with pytest.raises(Refused):
        answer_clarification(asked, by=ines)


def test_a_question_is_seen_with_the_application_it_is_about(applied, carla, ines, leo):
    asked = make_clarification(applied, by=carla)

    def seen_by(user):
        return list(Clarification.objects.visible_to(user))

    assert seen_by(ines) == seen_by(carla) == [asked]
    assert seen_by(leo) == []
