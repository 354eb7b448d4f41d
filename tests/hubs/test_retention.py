"""Retention: personal data of unsuccessful applications go in their time, and the figures stay."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from hubs.models import (
    Answer,
    Clearance,
    Decision,
    DecisionLetter,
    Outcome,
    Paper,
    Redress,
    Score,
    Standing,
)
from hubs.operations.retention import clear_expired_expressions, keeps_until, months_after
from hubs.states import CallStatus, RedressStatus
from tests.factories import make_call, make_evaluation, make_hub
from tests.factories_outcomes import make_decided, make_paper_row
from twinning.accounts.models import Letter
from twinning.trail.models import Trace


@pytest.fixture
def call(db):
    return make_call(status=CallStatus.RELEASED, retention_months=6)


@pytest.fixture
def declined(call, ines_hub, carla, rosa, ines):
    expression = make_decided(call, ines_hub, outcome=Outcome.NOT_SELECTED, by=carla)
    Answer.objects.update_or_create(expression=expression, code="motivation", defaults={"value": "Ana, +351"})
    evaluation = make_evaluation(expression, rosa, marks=3)
    Score.objects.filter(evaluation=evaluation).update(comment="Ana is kind.", comment_to_hub="Dear Ana.")
    make_paper_row(expression)
    Letter.objects.create(
        kind="hubs.decision_released",
        about=expression.pk,
        reference="x",
        recipient=ines,
        address="x@example.org",
    )
    return expression


def long_ago():
    Decision.objects.update(released_at=timezone.now() - timedelta(days=190))


def test_nothing_goes_before_its_time(declined):
    assert clear_expired_expressions() == 0
    assert Answer.objects.exists()


def test_what_people_wrote_goes_and_the_figures_stay(declined, django_capture_on_commit_callbacks):
    long_ago()
    file = Paper.objects.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        assert clear_expired_expressions() == 1

    assert not Answer.objects.filter(expression=declined).exists()
    assert not Paper.objects.exists()
    assert not default_storage.exists(file)
    assert not DecisionLetter.objects.exists()
    assert not Letter.objects.filter(kind="hubs.decision_released").exists()
    assert set(Score.objects.values_list("comment", "comment_to_hub")) == {("", "")}
    assert set(Score.objects.values_list("mark", flat=True)) == {3}
    assert Standing.objects.filter(expression=declined).exists()
    assert Decision.objects.get().outcome == Outcome.NOT_SELECTED
    assert Clearance.objects.get().removed["letters"] == 1
    assert Trace.objects.of(declined).last().step == "clear"


def test_clearing_again_changes_nothing(declined):
    long_ago()
    clear_expired_expressions()

    assert clear_expired_expressions() == 0
    assert Clearance.objects.count() == 1
    assert Trace.objects.of(declined).filter(step="clear").count() == 1


def test_the_selected_keep_theirs(call, carla):
    selected = make_decided(call, make_hub(), outcome=Outcome.SELECTED, by=carla)
    Answer.objects.update_or_create(expression=selected, code="motivation", defaults={"value": "Words"})
    long_ago()

    assert clear_expired_expressions() == 0
    assert Answer.objects.filter(expression=selected).exists()


def test_running_redress_is_not_touched(declined, ines):
    redress = Redress.objects.create(expression=declined, text="Nobody read it.", filed_by=ines)
    long_ago()
    assert clear_expired_expressions() == 0

    Redress.objects.filter(pk=redress.pk).update(status=RedressStatus.REJECTED)
    assert clear_expired_expressions() == 1
    assert Redress.objects.get().text == ""


@pytest.mark.parametrize(("status", "months"), [(CallStatus.PUBLISHED, 6), (CallStatus.RELEASED, 0)])
def test_only_where_the_call_says_so(declined, call, status, months):
    long_ago()
    type(call).objects.update(status=status, retention_months=months)

    assert clear_expired_expressions() == 0


def test_a_few_at_a_time(call, carla):
    for _number in range(3):
        make_decided(call, make_hub(), outcome=Outcome.NOT_SELECTED, by=carla)
    long_ago()

    assert [clear_expired_expressions(most=2), clear_expired_expressions(most=2)] == [2, 1]


def test_months_are_counted_from_the_release(declined, call):
    released = datetime(2026, 8, 31, 12, tzinfo=UTC)
    Decision.objects.update(released_at=released)

    assert keeps_until(call) == datetime(2027, 2, 28, 12, tzinfo=UTC)
    assert months_after(released, 12) == datetime(2027, 8, 31, 12, tzinfo=UTC)
