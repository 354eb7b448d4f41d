"""What the desk says to reviewers and to the office."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hubs.models import Decision, Expression
from hubs.operations.assignments import assign_reviewer
from hubs.operations.pairings import propose_pairing
from hubs.states import CallStatus, ExpressionStatus
from hubs.waiting.hubs import waiting_for
from tests.factories import ANSWERS, make_call, make_evaluation, make_expression, make_hub
from tests.factories_evaluating import declare
from twinning.core.letters import put_into_words
from twinning.pages.office import counts

DUE = timezone.now() + timedelta(days=9)


@pytest.fixture
def call(db):
    return make_call(
        closes_at=timezone.now() - timedelta(days=1), evaluations_due_at=DUE, evaluations_wanted=1
    )


def titles(user):
    return [str(thing.title) for thing in waiting_for(user)]


def test_a_reviewer_is_told_what_to_declare_on_and_what_to_mark_until_when(call, rosa, carla, submitted):
    assign_reviewer(submitted, reviewer=rosa, by=carla)
    for _ in range(2):
        make_evaluation(make_expression(call, make_hub()), rosa)
    make_evaluation(make_expression(call, make_hub()), rosa, marks=4)

    assert titles(rosa) == ["Declare on conflicts of interest for 1 application", "Evaluate 2 applications"]
    assert {thing.due_at for thing in waiting_for(rosa)} == {DUE}


def test_the_office_is_told_what_a_closed_call_needs_next(call, carla, rosa, submitted):
    assert titles(carla) == ["1 application needs reviewers", "Decide on 1 application"]

    make_evaluation(submitted, rosa, marks=4)
    assert titles(carla) == ["Decide on 1 application"]

    Decision.objects.create(expression=submitted, outcome="selected", decided_by=carla)
    assert titles(carla) == ["Release the decisions"]


def test_what_becomes_of_an_application_that_is_hidden_from_somebody_moves_none_of_their_numbers(
    call, carla, rosa, submitted
):
    make_expression(call, make_hub())
    declare(carla, submitted, conflict=True)
    before = titles(carla), [(one.label, one.number) for one in counts(carla)]

    make_evaluation(submitted, rosa, marks=4)
    Decision.objects.create(expression=submitted, outcome="selected", decided_by=carla)

    assert (titles(carla), [(one.label, one.number) for one in counts(carla)]) == before
    assert before[0] == ["1 application needs reviewers", "Decide on 1 application"]


def test_the_office_is_told_whom_to_pair(carla, ines_hub, leo_hub):
    call = make_call(status=CallStatus.RELEASED)
    chosen = [make_expression(call, hub, status=ExpressionStatus.SELECTED) for hub in (ines_hub, leo_hub)]
    assert titles(carla) == ["2 selected hubs to pair"]

    propose_pairing(call, expressions=chosen, by=carla)
    assert titles(carla) == []


def test_nothing_of_it_waits_for_others(call, submitted, ines):
    assert titles(ines) == []


def test_an_application_taken_back_waits_for_nobody(call, rosa, carla, submitted):
    assign_reviewer(submitted, reviewer=rosa, by=carla)
    Expression.objects.update(status=ExpressionStatus.WITHDRAWN)

    assert titles(rosa) == []
    assert titles(carla) == []


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_the_letter_to_a_reviewer_tells_no_more_than_the_declaration_page(
    call, rosa, carla, submitted, language
):
    assignment = assign_reviewer(submitted, reviewer=rosa, by=carla)

    words = put_into_words(
        "hubs.reviewer_assigned", assignment.pk, language=language, time_zone="Europe/Madrid", reader=rosa
    )

    assert "Atlantic Hub" in words.subject
    assert assignment.get_absolute_url() in words.text
    assert ANSWERS["motivation"] not in words.text


@pytest.mark.parametrize("kind", ["hubs.twinning_formed", "hubs.twinning_ended"])
def test_letters_on_a_twinning_name_its_hubs(twinning, ines, kind):
    words = put_into_words(kind, twinning.pk, language="en", time_zone="Europe/Lisbon", reader=ines)

    assert "Atlantic Hub" in words.text
    assert "Hub Andino" in words.text
    assert twinning.get_absolute_url() in words.text
