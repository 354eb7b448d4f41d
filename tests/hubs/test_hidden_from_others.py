"""What is done about an application before its decision is released changes no page of anybody outside."""

import re

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from hubs import urls
from hubs.models import Assignment, Outcome
from hubs.operations.assignments import accept_assignment, assign_reviewer
from hubs.operations.consensus import agree_consensus, name_rapporteur
from hubs.operations.decisions import decide_expression, propose_decisions
from hubs.operations.eligibility import check_eligibility
from hubs.operations.evaluations import revise_evaluation
from hubs.operations.standings import refresh_standing
from tests.factories import make_call, make_evaluation, make_expression, make_hub
from tests.factories_calls import make_closed_call, make_item
from tests.factories_evaluating import declare, make_reviewer

# Records are numbered from one, so that the addresses below lead to them on any database.
pytestmark = pytest.mark.django_db(reset_sequences=True)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
KEYS, SLUGS = range(1, 6), ["closed", "opened", "hidden-bay", "aveiro"]
PLAIN = ["desk", "home", "sitemap", "accounts:letters", "accounts:profile"]


@pytest.fixture
def hidden(ines, rosa, programme):
    """Of Ines' hub; Rosa has a conflict, and reads the one of Leo's hub beside two others."""
    call = make_closed_call(slug="closed")
    make_item(call, "connected")
    expression = make_expression(call, make_hub("Hidden Bay", slug="hidden-bay", manager=ines))
    declare(rosa, expression, conflict=True, reason="A cousin.")
    return expression


@pytest.fixture
@transaction.atomic
def beside(hidden, leo, rosa):
    expression = make_expression(hidden.call, make_hub("Aveiro", slug="aveiro", manager=leo))
    make_evaluation(expression, rosa)
    for reviewer in (make_reviewer("Rui"), make_reviewer("Sol")):
        for one in (hidden, expression):
            make_evaluation(one, reviewer, marks=3)
            refresh_standing(one)
    return expression


@pytest.fixture
def draft(olga):
    """In another call, that is open."""
    return make_expression(make_call(slug="opened"), make_hub("Third Hub", manager=olga), status="draft")


def addresses():
    """All that are there, whatever their record."""
    yield from map(reverse, PLAIN)
    for pattern in urls.urlpatterns:
        name, kinds = f"hubs:{pattern.name}", set(pattern.pattern.converters)
        if kinds == {"pk"}:
            yield from (reverse(name, args=[key]) for key in KEYS)
        elif kinds == {"slug"}:
            yield from (reverse(name, args=[slug]) for slug in SLUGS)
        elif not kinds:
            yield reverse(name)


def seen(browser):
    """Status, headers and text of each: a length or a validator tells as much as a word."""
    cache.clear()
    answers = {address: browser.get(address) for address in addresses()}
    return {
        address: (answer.status_code, dict(answer.headers), TOKEN.sub("", answer.text))
        for address, answer in answers.items()
    }


@transaction.atomic
def evaluate(hidden, beside, draft, office):
    """Marks, names, eligibility, consensus, decisions, and words of a draft: nothing of it is released."""
    rui, third = hidden.assignments.get(reviewer__name="Rui").reviewer, make_reviewer("Third")
    for expression in (hidden, beside):
        declare(office, expression)
        expression.assignments.get(reviewer=rui).evaluation.scores.update(mark=5, comment="A secret.")
        refresh_standing(expression)
    consensus = name_rapporteur(hidden, rapporteur=rui, by=office)
    consensus.scores.update(mark=5)
    agree_consensus(consensus, by=rui)
    check_eligibility(hidden, verdicts={"connected": ("yes", "")}, by=office)
    decide_expression(hidden, outcome=Outcome.SELECTED, reason="The best.", by=office)
    asked = assign_reviewer(hidden, reviewer=third, by=office)
    evaluation = accept_assignment(Assignment.objects.get(pk=asked.pk), by=third)
    revise_evaluation(evaluation, answers={"mark_impact": "2"}, by=third)
    propose_decisions(hidden.call, by=office)
    draft.answers.update(value="Secret words of a draft.")


@pytest.mark.parametrize("who", ["visitor", "ines", "leo", "rosa"])
def test_no_address_tells_what_is_done_about_an_application_before_its_release(
    hidden, beside, draft, ada, as_user, who, request
):
    browser = as_user(request.getfixturevalue(who))
    before = seen(browser)
    assert len(before) > 300
    assert hidden.get_absolute_url() in before

    evaluate(hidden, beside, draft, ada)

    after = seen(browser)
    assert [address for address in before if before[address] != after[address]] == []
