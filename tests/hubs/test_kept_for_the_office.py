"""What the office's lists and a reviewer's desk keep goes with any change, and is told to nobody else."""

import pytest
from django.db import transaction
from django.urls import reverse

from hubs.models import Evaluation, Outcome
from hubs.operations.assignments import assign_reviewer
from hubs.operations.conflicts import declare_interest
from hubs.operations.decisions import decide_expression
from hubs.operations.evaluations import answer_evaluation, submit_evaluation
from hubs.operations.expressions import submit_expression
from hubs.operations.standings import refresh_standing
from tests.factories import make_evaluation, make_expression, make_hub, make_user
from tests.factories_calls import make_closed_call
from tests.factories_evaluating import make_reviewer
from twinning.accounts.models import Role

pytestmark = pytest.mark.django_db(transaction=True)
APPLICATIONS = "admin:hubs_expression_changelist"


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.KEEPS_PAGES = True


@pytest.fixture
def closed():
    return make_closed_call()


@pytest.fixture
def ranked(closed):
    expression = make_expression(closed, make_hub("Porto Hub"))
    make_evaluation(expression, make_reviewer(), marks=4)
    with transaction.atomic():
        refresh_standing(expression)
    return expression


def ranking(browser, call):
    return browser.get(reverse("admin:hubs_call_ranking", args=[call.pk]) + "?region=eu").content.decode()


def test_a_decision_stands_in_the_ranking_at_once(closed, ranked, carla, as_user):
    browser = as_user(carla)
    assert "by hand" not in ranking(browser, closed).split("<tbody>")[1]

    decide_expression(ranked, outcome=Outcome.RESERVE, reason="For good reasons.", by=carla)

    assert "by hand" in ranking(browser, closed).split("<tbody>")[1]


def test_nobody_is_shown_what_was_kept_for_somebody_impartial(closed, ranked, carla, as_user):
    cleo = make_user("Cleo", role=Role.COORDINATOR, time_zone=carla.time_zone)
    lists = [reverse("admin:hubs_call_ranking", args=[closed.pk]) + "?region=eu", reverse(APPLICATIONS)]
    for url in lists:
        assert "Porto Hub" in as_user(carla).get(url).content.decode()
        assert "Porto Hub" in as_user(cleo).get(url).content.decode()

    declare_interest(ranked, conflict=True, reason="A cousin.", by=cleo)

    for url in lists:
        assert "Porto Hub" in as_user(carla).get(url).content.decode()
        assert "Porto Hub" not in as_user(cleo).get(url).content.decode()


def test_an_application_stands_in_the_list_at_once(carla, ines, as_user, draft):
    browser = as_user(carla)
    assert str(draft.hub) not in browser.get(reverse(APPLICATIONS)).content.decode()

    submit_expression(draft, by=ines)

    assert str(draft.hub) in browser.get(reverse(APPLICATIONS)).content.decode()


def test_a_reviewer_sees_each_mark_counted_and_what_is_handed_in(closed, rosa, as_user):
    evaluation = make_evaluation(make_expression(closed, make_hub("Porto Hub")), rosa, marks=None)
    browser = as_user(rosa)
    criteria = [*closed.criteria.values_list("code", flat=True)]

    for number, code in enumerate(criteria):
        assert f"{number} of {len(criteria)} marks given" in browser.get("/reviews/").content.decode()
        answer_evaluation(evaluation, f"mark_{code}", "4", 0, by=rosa)
    submit_evaluation(Evaluation.objects.get(), by=rosa)

    groups = browser.get("/reviews/").context["groups"]
    assert {group: len(rows) for group, rows in groups.items()} == {"to_declare": 0, "to_mark": 0, "done": 1}


def test_each_reviewer_has_a_list_of_their_own(closed, rosa, as_user):
    make_evaluation(make_expression(closed, make_hub("Porto Hub")), rosa, marks=None)
    assert as_user(rosa).get("/reviews/").context["number"] == 1

    assert as_user(make_reviewer()).get("/reviews/").context["number"] == 0


def test_a_reviewer_who_is_asked_hears_at_once(closed, rosa, carla, as_user):
    browser = as_user(rosa)
    assert browser.get("/reviews/").context["number"] == 0

    assign_reviewer(make_expression(closed, make_hub("Porto Hub")), reviewer=rosa, by=carla)

    assert browser.get("/reviews/").context["number"] == 1
