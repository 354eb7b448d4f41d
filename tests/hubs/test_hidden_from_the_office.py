"""What is done about an application that is hidden from somebody of the office changes no page of theirs."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from hubs.models import Outcome
from hubs.operations.consensus import agree_consensus, name_rapporteur
from hubs.operations.decisions import decide_expression, propose_decisions
from hubs.operations.standings import refresh_standing
from tests.factories import make_evaluation, make_expression, make_hub
from tests.factories_calls import make_closed_call
from tests.factories_evaluating import declare, make_reviewer

LISTS = ["expression", "assignment", "decisionletter", "reviewer", "earlierpartner", "redress", "attachment"]
LISTS = [f"admin:hubs_{name}_changelist" for name in LISTS]
LISTS += ["admin:trail_trace_changelist", "admin:accounts_letter_changelist", "admin:index", "desk"]
OF_CALL = ["ranking", "ranking_csv", "ranking_json", "stability", "reserve", "agreement", "sharing", "scores"]
OF_CALL += ["eligibility", "dossier"]
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def call(db):
    return make_closed_call()


@pytest.fixture
def hidden(call, carla):
    """Handed in by a hub in which Carla has an interest; others have evaluated it, and nothing is decided."""
    expression = make_expression(call, make_hub("Hidden Bay"))
    declare(carla, expression, conflict=True, reason="A cousin.")
    return expression


@pytest.fixture
def evaluated(call, hidden, carla, ada):
    """All of the call, so that the ranking and its neighbours have something to tell."""
    rui, sol = make_reviewer("Rui"), make_reviewer("Sol")
    for expression, mark in ((make_expression(call, make_hub("Aveiro")), 4), (hidden, 3)):
        for reviewer in (rui, sol):
            make_evaluation(expression, reviewer, marks=mark)
        refresh_standing(expression)
        if expression != hidden:
            declare(carla, expression)
        declare(ada, expression)
    return rui


def pages(browser, call):
    """All that somebody of the office may open, without what is another each time."""
    cache.clear()
    addresses = [reverse(name) for name in LISTS]
    addresses += [f"{address}?_facets=True" for address in addresses if "admin/" in address]
    addresses += [reverse(f"admin:hubs_call_{name}", args=[call.pk]) for name in OF_CALL]
    addresses += [reverse("hubs:release_call", args=[call.slug]), call.get_absolute_url()]
    addresses += [reverse("admin:hubs_call_change", args=[call.pk])]
    return {one: CHANGING.sub("", browser.get(one, follow=True).text) for one in addresses}


def test_no_page_tells_what_others_do_about_an_application_that_is_hidden(
    call, hidden, evaluated, carla, ada, as_user
):
    office, third = as_user(carla), make_reviewer("Third")
    before = pages(office, call)
    assert any("Aveiro" in page for page in before.values())

    theirs = hidden.assignments.get(reviewer=evaluated)
    theirs.evaluation.scores.update(mark=5)
    refresh_standing(hidden)
    consensus = name_rapporteur(hidden, rapporteur=evaluated, by=ada)
    consensus.scores.update(mark=5)
    agree_consensus(consensus, by=evaluated)
    decide_expression(hidden, outcome=Outcome.SELECTED, reason="The best.", by=ada)
    make_evaluation(hidden, third, marks=1)

    after = pages(office, call)
    assert [address for address in before if before[address] != after[address]] == []


def test_the_trail_of_a_call_does_not_tell_how_many_were_proposed_for_what(
    call, hidden, evaluated, carla, ada, as_user
):
    """Whoever sees all others would reckon from it what was proposed for the one that is hidden."""
    propose_decisions(call, by=ada)
    page = reverse("admin:hubs_call_change", args=[call.pk])
    traces = reverse("admin:trail_trace_changelist")

    assert "propose decisions" in as_user(ada).get(page).text
    assert "propose decisions" not in as_user(carla).get(page).text
    assert "propose_decisions" not in as_user(carla).get(f"{traces}?subject=hubs.call").text
