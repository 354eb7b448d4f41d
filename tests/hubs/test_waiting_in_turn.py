"""Deeds that meet in the same moment wait for each other: what was acknowledged counts."""

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hubs.models import Call, Clarification, Evaluation, Expression, Standing
from hubs.operations.answers import answer_field
from hubs.operations.clarifications import answer_clarification
from hubs.operations.decisions import propose_decisions
from hubs.operations.evaluations import submit_evaluation
from hubs.operations.releasing import release_call
from hubs.operations.standings import refresh_standing
from tests.factories import make_evaluation
from tests.factories_calls import make_clarification
from tests.factories_evaluating import make_reviewer
from twinning.core.errors import Refused

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="rows are locked on PostgreSQL alone"),
]


def meanwhile(first: Callable[[], object], second: Callable[[], object]) -> str:
    """What became of `second`, begun while `first` is done and not yet through."""
    outcome: list[str] = []

    def run() -> None:
        try:
            second()
            outcome.append("done")
        except Refused:
            outcome.append("refused")
        finally:
            connection.close()

    thread = Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        time.sleep(0.5)
    thread.join()
    return outcome[0]


def words_handed_in(expression):
    content = Expression.objects.get(pk=expression.pk).submission.content
    return {field["code"]: field["value"] for field in content["fields"]}["motivation"]


@pytest.fixture
def typing(submitted, ines):
    version = submitted.answers.get(code="motivation").version

    def save(words):
        answer_field(Expression.objects.get(pk=submitted.pk), "motivation", words, version, ines)

    return save


@pytest.fixture
def sending(submitted, ines, carla):
    asked = make_clarification(submitted, by=carla)
    return lambda: answer_clarification(Clarification.objects.get(pk=asked.pk), by=ines)


def test_what_is_being_saved_belongs_to_the_answer_that_is_sent(submitted, typing, sending):
    assert meanwhile(lambda: typing("Our last words."), sending) == "done"
    assert words_handed_in(submitted) == "Our last words."


def test_what_comes_after_the_answer_is_refused_and_not_called_saved(submitted, typing, sending):
    before = words_handed_in(submitted)

    assert meanwhile(sending, lambda: typing("Too late.")) == "refused"
    assert words_handed_in(submitted) == before


def test_marks_that_meet_the_release_are_refused(call, submitted, carla, rosa):
    make_evaluation(submitted, rosa, marks=5)
    late = make_evaluation(submitted, make_reviewer("Rui"))
    late.scores.update(mark=0)
    with transaction.atomic():
        refresh_standing(submitted)
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    call.refresh_from_db()
    propose_decisions(call, by=carla)

    came_to = meanwhile(
        lambda: release_call(call, by=carla),
        lambda: submit_evaluation(Evaluation.objects.get(pk=late.pk), by=late.assignment.reviewer),
    )

    assert came_to == "refused"
    assert Standing.objects.get(expression=submitted).total == 15
