"""The ranking page: who stands where, what is decided, and what it costs."""

from datetime import timedelta

import pytest
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from hubs.admin.ranking import Frame, rows
from hubs.models import Decision, Outcome, Standing
from hubs.operations.decisions import decide_expression
from hubs.operations.standings import refresh_standings
from hubs.states import CallStatus
from tests.factories import make_call, make_evaluation, make_expression, make_hub, make_user
from twinning.accounts.models import Role


@pytest.fixture
def call(db):
    return make_call(closes_at=timezone.now() - timedelta(days=1))


@pytest.fixture
def office(as_user, carla):
    return as_user(carla)


def stand(call, *marks, region="eu", reviewer=None):
    """An application for each mark; None is one that nobody has evaluated."""
    reviewer = reviewer or make_user(role=Role.REVIEWER)
    made = []
    for mark in marks:
        hub = make_hub(f"Hub of {mark}", region=region)
        expression = make_expression(call, hub)
        if mark is not None:
            make_evaluation(expression, reviewer, marks=mark)
        Standing.objects.create(expression=expression, call=call, region=hub.region)
        made.append(expression)
    refresh_standings(call)
    return made


def address(call, region="eu", page=1):
    return reverse("admin:hubs_call_ranking", args=[call.pk]) + f"?region={region}&page={page}"


def test_the_best_come_first_with_ties_shown(office, call):
    stand(call, 3.5, None, 4, 2, 4)

    shown = office.get(address(call)).context["rows"]

    assert [(row["rank"], row["tied"], row["total"], row["below"]) for row in shown] == [
        ("1", True, "12.00", False),
        ("1", True, "12.00", False),
        ("3", False, "10.50", False),
        ("4", False, "6.00", True),
        ("–", False, "–", False),
    ]
    assert [row["last_place"] for row in shown] == [True, False, False, False, False]
    assert shown[0]["marks"] == ["4.00", "4.00", "4.00"]


def test_each_region_has_its_own_ranking(office, call):
    stand(call, 4)
    stand(call, 5, region="lac")

    assert [row["hub"] for row in office.get(address(call)).context["rows"]] == ["Hub of 4"]
    assert [row["hub"] for row in office.get(address(call, "lac")).context["rows"]] == ["Hub of 5"]


def test_ranks_go_on_over_the_pages_and_ties_are_seen_across(office, call):
    stand(call, *[4] * 49, *[3.5] * 3, 3)

    first = office.get(address(call)).context["rows"]
    second = office.get(address(call, page=2)).context["rows"]

    assert [(row["rank"], row["tied"]) for row in first[-2:]] == [("1", True), ("50", True)]
    assert [(row["rank"], row["tied"]) for row in second] == [("50", True), ("50", True), ("53", False)]


def test_a_page_of_one_region_with_nobody(office, call):
    assert office.get(address(call, "lac")).context["rows"] == []


def test_proposing_and_deciding_from_the_page(office, call, carla):
    first, second = stand(call, 4, 3.5)

    office.post(reverse("admin:hubs_call_propose_decisions", args=[call.pk]), {"region": "eu"})
    decided = office.post(
        reverse("admin:hubs_expression_decide", args=[second.pk]),
        {"outcome": "not_selected", "reason": "Withdrew on the telephone.", "next": address(call)},
    )

    assert decided.url == address(call)
    assert dict(Decision.objects.values_list("expression", "outcome")) == {
        first.pk: "selected",
        second.pk: "not_selected",
    }
    shown = office.get(address(call)).context["rows"]
    assert [(row["outcome"], row["by_hand"]) for row in shown] == [
        ("selected", False),
        ("not selected", True),
    ]


def test_a_decision_refused_is_said_beside_its_field(office, call):
    (failed,) = stand(call, 2)

    page = office.post(
        reverse("admin:hubs_expression_decide", args=[failed.pk]),
        {"outcome": "selected", "reason": "Why not."},
    )

    assert page.status_code == 422
    assert "outcome" in page.context["form"].errors


def test_an_open_call_offers_no_decisions(office, call):
    call.closes_at = timezone.now() + timedelta(days=1)
    call.save()
    stand(call, 4)

    page = office.get(address(call))
    refused = office.post(reverse("admin:hubs_call_propose_decisions", args=[call.pk]), follow=True)

    assert page.context["may_decide"] is False
    assert "still open" in refused.content.decode()
    assert not Decision.objects.exists()


def test_a_decided_call_is_only_read(office, call, carla):
    (expression,) = stand(call, 4)
    decide_expression(expression, outcome=Outcome.SELECTED, reason="Good.", by=carla)
    call.status = CallStatus.RELEASED
    call.save()

    assert office.get(address(call)).context["may_decide"] is False
    assert office.post(reverse("admin:hubs_call_propose_decisions", args=[call.pk])).status_code == 403


@pytest.mark.parametrize("who", ["ines", "rosa", None])
def test_nobody_outside_the_office_sees_the_ranking(as_user, call, who, request):
    browser = as_user(request.getfixturevalue(who) if who else None)
    (expression,) = stand(call, 4)

    for page in (address(call), reverse("admin:hubs_expression_decide", args=[expression.pk])):
        assert browser.get(page).status_code in (302, 403, 404)
    assert browser.post(reverse("admin:hubs_call_propose_decisions", args=[call.pk])).status_code != 200
    assert not Decision.objects.exists()


@pytest.mark.parametrize("page", [1, 2])
def test_the_page_costs_the_same_whatever_stands_behind_it(office, call, budget, page):
    stand(call, *[4, 3.5, 3] * 20)
    few = budget(office, address(call, page=page))
    stand(call, *[4.5, 3.5, 2] * 60)

    many = budget(office, address(call, page=page))

    assert many.queries == few.queries
    assert many.rows <= few.rows + 60
    if page == 1:
        assert many.bytes < few.bytes * 1.2


def test_the_rows_are_one_query(call, django_assert_num_queries):
    stand(call, *[4] * 60)
    standings = Standing.objects.filter(call=call)

    page = Paginator(standings.best_first(), 50).page(2)

    with django_assert_num_queries(2):  # the rows, and how many are ahead of the first
        found = rows(standings, page, Frame(["excellence"], wanted=3, home="", back=""), None)

    assert [row["rank"] for row in found] == ["1"] * 10
