"""Eligibility in the office: the list of a call, and the page of each application."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Clarification, Declaration, Ineligibility
from hubs.operations.standings import refresh_standing
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import make_expression, make_hub
from tests.factories_calls import make_closed_call, make_item


@pytest.fixture
def applied(ines_hub, carla):
    """Carla has declared that she has no interest in it."""
    call = make_closed_call()
    make_item(call, "connected", question="Is it connected?", evidence="A letter.")
    make_item(call, "areas", question="Does it work in an area?", position=1)
    expression = make_expression(call, ines_hub)
    Declaration.objects.create(user=carla, expression=expression, conflict=False)
    refresh_standing(expression)
    return expression


@pytest.fixture
def office(as_user, carla):
    return as_user(carla)


def address(expression):
    return reverse("admin:hubs_expression_eligibility", args=[expression.pk])


def found(expression):
    return {check.item.code: (check.verdict, check.reason) for check in expression.eligibility_checks.all()}


def test_verdicts_and_reasons_are_saved_together(office, applied):
    typed = {"check": "1", "verdict-connected": "yes", "verdict-areas": "no", "reason-areas": "None of them."}

    assert office.post(address(applied), typed).status_code == 302

    assert found(applied) == {"connected": ("yes", ""), "areas": ("no", "None of them.")}


def test_a_no_without_reason_comes_back_as_it_was_chosen(office, applied):
    page = office.post(address(applied), {"check": "1", "verdict-connected": "yes", "verdict-areas": "no"})

    assert page.status_code == 422
    assert "reason-areas" in page.context["forms"]["check"].errors
    assert page.context["forms"]["check"]["verdict-connected"].value() == "yes"
    assert found(applied) == {}


def test_a_condition_may_stay_open(office, applied):
    office.post(address(applied), {"check": "1", "verdict-connected": "yes"})

    assert found(applied) == {"connected": ("yes", "")}


def test_the_hub_is_asked_about_ticked_fields(office, applied, carla):
    day = timezone.localdate() + timedelta(days=5)
    typed = {"ask": "1", "ask-words": "Which site?", "ask-fields_open": ["motivation"], "ask-day": day}

    assert office.post(address(applied), typed).status_code == 422
    assert office.post(address(applied), typed | {"ask-hour": "12:00"}).status_code == 302

    asked = Clarification.objects.get()
    assert (asked.fields, asked.asked_by) == (["motivation"], carla)
    assert "Which site?" in office.get(address(applied)).content.decode()


def test_it_is_declined_and_admitted_with_a_reason(office, applied):
    office.post(address(applied), {"check": "1", "verdict-areas": "no", "reason-areas": "None."})
    assert office.post(address(applied), {"decline": "1", "decline-reason": ""}).status_code == 422
    office.post(address(applied), {"decline": "1", "decline-reason": "None of the areas."})
    assert Ineligibility.objects.get().reason == "None of the areas."

    office.post(address(applied), {"admit": "1", "admit-reason": "We had misread it."})
    assert not Ineligibility.objects.exists()


def test_nothing_is_declined_from_a_page_that_names_no_condition_that_fails(office, applied):
    page = office.post(address(applied), {"decline": "1", "decline-reason": "Hm."})

    assert page.status_code == 422
    assert not Ineligibility.objects.exists()


def test_nobody_opens_it_before_declaring(as_user, ada, applied):
    page = as_user(ada).get(address(applied))

    assert page.status_code == 302
    assert reverse("hubs:declare_interest", args=[applied.pk]) in page.url


def test_who_has_an_interest_in_it_does_not_find_it(as_user, ada, applied):
    Declaration.objects.create(user=ada, expression=applied, conflict=True, reason="My sister.")

    assert as_user(ada).get(address(applied)).status_code == 404
    listed = as_user(ada).get(reverse("admin:hubs_call_eligibility", args=[applied.call_id]))
    assert applied.hub.name not in listed.content.decode()


def test_once_all_is_decided_it_is_only_read(office, applied):
    office.post(address(applied), {"check": "1", "verdict-areas": "no", "reason-areas": "None of them."})
    type(applied).objects.update(status=ExpressionStatus.NOT_SELECTED)
    type(applied.call).objects.update(status=CallStatus.RELEASED)

    words = office.get(address(applied)).content.decode()

    assert "None of them." in words
    assert "<textarea" not in words
    assert office.post(address(applied), {"check": "1", "verdict-areas": "yes"}).status_code == 403


def test_the_list_shows_a_column_for_each_condition_and_no_draft(office, applied):
    office.post(address(applied), {"check": "1", "verdict-connected": "yes"})
    make_expression(applied.call, make_hub("Drafting Hub"), status=ExpressionStatus.DRAFT)

    page = office.get(reverse("admin:hubs_call_eligibility", args=[applied.call_id]))

    assert page.context["items"] == ["Is it connected?", "Does it work in an area?"]
    assert [[verdict["label"] for verdict in row["verdicts"]] for row in page.context["rows"]] == [
        ["yes", "–"]
    ]
    assert "Drafting Hub" not in page.content.decode()


def test_the_list_costs_the_same_for_one_and_for_thirty(office, applied, budget):
    url = reverse("admin:hubs_call_eligibility", args=[applied.call_id])
    one = budget(office, url)
    for _number in range(29):
        make_expression(applied.call, make_hub())

    assert budget(office, url).queries == one.queries
