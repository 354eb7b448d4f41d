"""Retention: personal data of unsuccessful applications go in their time, and the figures stay."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hubs.dossier.collecting import data_of
from hubs.models import (
    Answer,
    Call,
    Clearance,
    Decision,
    DecisionLetter,
    Expression,
    LateEntry,
    Outcome,
    Paper,
    Redress,
    Score,
    Standing,
    Submission,
)
from hubs.operations.expressions import withdraw_expression
from hubs.operations.redress import file_redress, reject_redress
from hubs.operations.retention import (
    clear_expired_expressions,
    clear_expression,
    keeps_until,
    months_after,
)
from hubs.states import CallStatus, ExpressionStatus, RedressStatus
from tests.factories import make_call, make_evaluation, make_expression, make_hub
from tests.factories_evaluating import declare
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


def everything():
    """Every text that the database holds, of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (f"{table}: {cell}" for cell in row if isinstance(cell, str))


def test_no_word_of_the_hub_and_no_name_of_its_people_is_left_anywhere(declined, call, carla, ines):
    Expression.objects.filter(pk=declined.pk).update(unfinished={"fields": "Ana Lima wrote."})
    Submission.objects.filter(expression=declined).update(content={"fields": "Ana Lima leads."}, by=ines)
    Redress.objects.create(
        expression=declined, text="Ana Lima was not heard.", filed_by=ines, status=RedressStatus.REJECTED
    )
    LateEntry.objects.create(
        call=call, hub=declined.hub, code_digest="x", reason="Ana Lima was ill.", until=timezone.now(),
        given_by=carla, used_by=ines, used_at=timezone.now(),
    )  # fmt: skip
    Expression.objects.filter(pk=declined.pk).update(status=ExpressionStatus.RESERVE)
    withdraw_expression(declined, reason="Ana Lima has left us.", by=ines)
    long_ago()

    clear_expired_expressions()

    assert [text for text in everything() if "Ana" in text] == []
    assert Redress.objects.get().filed_by is None
    assert LateEntry.objects.get().used_by is None


def test_a_call_that_is_archived_without_a_decision_keeps_nothing_for_ever(ines_hub):
    long_over = timezone.now() - timedelta(days=200)
    call = make_call(
        status=CallStatus.ARCHIVED, retention_months=6, closes_at=long_over, opens_at=long_over - timedelta(9)
    )
    make_expression(call, ines_hub)

    assert clear_expired_expressions() == 1
    assert not Answer.objects.exists()


def test_pages_of_a_cleared_application_say_so(declined, ines, carla, as_user):
    clear_expression(declined)
    declare(carla, declined)
    receipt = f"/submissions/{declined.submission_id}/"

    for person, page in [(ines, receipt), (ines, f"/expressions/{declined.pk}/"), (carla, receipt)]:
        assert "removed after the period" in as_user(person).get(page).text
    assert as_user(ines).get(f"{receipt}pdf/").status_code == 404
    office = reverse("admin:hubs_expression_eligibility", args=[declined.pk])
    assert as_user(carla).get(office).status_code == 200


def test_the_dossier_holds_afterwards_and_names_nobody_of_the_hub(declined, call, carla, ines, tmp_path):
    Call.objects.update(redress_days=30)
    declined.call.refresh_from_db()
    file_redress(declined, text="Nobody read it.", by=ines)
    reject_redress(Redress.objects.get(), finding="All read it.", by=carla)
    clear_expression(declined)

    people = data_of(call)["people"]

    assert ines.email not in str(people)
    assert carla.email in str(people)


def test_months_are_counted_from_the_release(declined, call):
    released = datetime(2026, 8, 31, 12, tzinfo=UTC)
    Decision.objects.update(released_at=released)

    assert keeps_until(call) == datetime(2027, 2, 28, 12, tzinfo=UTC)
    assert months_after(released, 12) == datetime(2027, 8, 31, 12, tzinfo=UTC)
