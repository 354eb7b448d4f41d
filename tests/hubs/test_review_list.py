"""A reviewer's list holds what is under evaluation, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Assignment, Consensus, Expression, Ineligibility
from hubs.states import AssignmentStatus, CallStatus, ExpressionStatus
from tests.factories import make_evaluation, make_expression, make_hub, make_user
from tests.factories_calls import make_closed_call, make_late_entry
from tests.factories_evaluating import declare
from twinning.accounts.models import Role


@pytest.fixture
def call(db):
    return make_closed_call()


def asked(call, rosa, name, **fields):
    expression = make_expression(call, make_hub(name), **fields)
    Assignment.objects.create(expression=expression, reviewer=rosa)
    return expression


def listed(browser):
    groups = browser.get(reverse("hubs:reviews")).context["groups"]
    return {row["hub"]: row for rows in groups.values() for row in rows}


def test_what_is_not_under_evaluation_is_not_listed(call, rosa, carla, as_user):
    asked(call, rosa, "Fit")
    asked(call, rosa, "Withdrawn", status=ExpressionStatus.WITHDRAWN)
    declined = asked(call, rosa, "Not eligible")
    Ineligibility.objects.create(expression=declined, reason="Too far.", by=carla)
    still_writing = asked(call, rosa, "Let in late")
    entry, _code = make_late_entry(call, by=carla)
    type(entry).objects.filter(pk=entry.pk).update(hub=still_writing.hub, used_at=timezone.now())
    asked(make_closed_call(closes_at=timezone.now() + timedelta(days=1)), rosa, "Of an open call")
    asked(make_closed_call(status=CallStatus.RELEASED), rosa, "Of a decided call")
    declare(rosa, asked(call, rosa, "Too close"), conflict=True)

    names = {*listed(as_user(rosa))}

    assert names == {"Fit"}
    under_evaluation = Expression.objects.under_evaluation().filter(assignments__reviewer=rosa)
    assert {*under_evaluation.values_list("hub__name", flat=True)} == {"Fit", "Too close"}


def test_a_late_entry_of_another_hub_hides_nothing(call, rosa, carla, as_user):
    asked(call, rosa, "Fit")
    entry, _code = make_late_entry(call, by=carla)
    type(entry).objects.filter(pk=entry.pk).update(hub=make_hub("Another"), used_at=timezone.now())

    assert {*listed(as_user(rosa))} == {"Fit"}


def test_each_row_says_how_far_one_is_and_what_the_others_agree_on_once_one_is_done(call, rosa, as_user):
    half = make_evaluation(make_expression(call, make_hub("Half")), rosa)
    half.scores.filter(criterion__code="impact").update(mark=4)
    done = make_expression(call, make_hub("Done"))
    make_evaluation(done, rosa, marks=4)
    for expression in (half.assignment.expression, done):
        Consensus.objects.create(expression=expression, rapporteur=make_user(role=Role.REVIEWER))

    rows = listed(as_user(rosa))

    assert "1 of 3 marks given" in rows["Half"]["about"]
    assert rows["Half"]["consensus"] is None
    assert "marks given" not in rows["Done"]["about"]
    assert rows["Done"]["consensus"]["is_mine"] is False


def test_a_row_leads_to_the_declaration_and_then_to_the_evaluation(call, rosa, as_user):
    expression = asked(call, rosa, "Fit")
    assignment = expression.assignments.get()
    before = listed(as_user(rosa))["Fit"]["url"]
    Assignment.objects.update(status=AssignmentStatus.ACCEPTED)
    make_evaluation(make_expression(call, make_hub("Marked")), rosa)

    after = listed(as_user(rosa))

    assert before == assignment.get_absolute_url()
    assert after["Marked"]["url"].startswith(reverse("hubs:evaluation", args=[0]).replace("0/", ""))


def test_where_hubs_are_hidden_neither_name_nor_country_is_listed(rosa, as_user):
    blind = make_closed_call(blind_hubs=True)
    expression = make_expression(blind, make_hub("Valletta Hub", country="MT"))
    make_evaluation(expression, rosa, marks=4)
    asked(blind, rosa, "Hub of Nicosia")

    rows = listed(as_user(rosa))

    assert {*rows} == {f"Application {expression.pk}", "The hubs of this call, by name"}
    assert {row["about"] for row in rows.values()} == {str(blind)}
