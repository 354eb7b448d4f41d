"""From the ranking to decisions that nobody outside the office sees before the release."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.admin import reserve_page
from hubs.models import Call, Decision, Declaration, Expression, Outcome, Standing
from hubs.operations.calls import archive_call
from hubs.operations.decisions import decide_expression, propose_decisions
from hubs.operations.releasing import release_call
from hubs.operations.reserve import order_reserve
from hubs.operations.standings import refresh_standing
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import join, make_call, make_evaluation, make_expression, make_hub, make_user
from twinning.accounts.models import Role
from twinning.core.errors import Refused
from twinning.trail.models import Trace


@pytest.fixture
def call(db):
    """Closed, with one place for each region."""
    return make_call(closes_at=timezone.now() - timedelta(days=1))


@pytest.fixture
def standing(call):
    """`standing("Aveiro", 4.5)`: an application with one evaluation of that mark on all criteria."""
    reviewer = make_user(role=Role.REVIEWER)

    def make(name, mark, region="eu"):
        expression = make_expression(call, make_hub(name, region=region))
        if mark is not None:
            make_evaluation(expression, reviewer, marks=mark)
        refresh_standing(expression)
        return expression

    return make


def outcomes():
    rows = Decision.objects.values_list("expression__hub__name", "outcome")
    return dict(rows)


def test_places_are_filled_in_the_order_of_the_ranking_region_by_region(call, carla, standing):
    for name, mark in [("Aveiro", 4), ("Bergen", 5), ("Cork", 3.5), ("Delft", 2)]:
        standing(name, mark)
    standing("Lima", 3.5, region="lac")

    proposed = propose_decisions(call, by=carla)

    assert outcomes() == {
        "Bergen": "selected",
        "Aveiro": "reserve",
        "Cork": "reserve",
        "Delft": "not_selected",
        "Lima": "selected",
    }
    assert len(proposed) == 5
    assert Trace.objects.of(call).last().detail == {"selected": 2, "reserve": 2, "not_selected": 1}


def test_what_the_ranking_cannot_decide_stays_open(call, carla, standing):
    standing("Aveiro", 4)
    standing("Bergen", 4)
    standing("Cork", 3.5)
    standing("Unread", None)

    propose_decisions(call, by=carla)

    assert outcomes() == {"Cork": "reserve"}


def test_decisions_by_hand_stay_and_use_up_places(call, carla, standing):
    standing("Aveiro", 5)
    second = standing("Bergen", 4)
    propose_decisions(call, by=carla)
    decide_expression(second, outcome=Outcome.SELECTED, reason="Covers 5G, which nobody else does.", by=carla)

    propose_decisions(call, by=carla)

    assert outcomes() == {"Aveiro": "reserve", "Bergen": "selected"}


def test_proposing_again_follows_the_ranking_of_the_day(call, carla, standing):
    first = standing("Aveiro", 4)
    propose_decisions(call, by=carla)
    standing("Bergen", 5)

    propose_decisions(call, by=carla)

    assert outcomes() == {"Aveiro": "reserve", "Bergen": "selected"}
    assert Decision.objects.filter(expression=first).count() == 1


def test_deciding_otherwise_than_the_ranking_needs_a_reason(call, carla, standing):
    first = standing("Aveiro", 4)

    with pytest.raises(Refused) as refusal:
        decide_expression(first, outcome=Outcome.RESERVE, reason=" ", by=carla)
    agreed = decide_expression(first, outcome=Outcome.SELECTED, reason="", by=carla)

    assert refusal.value.field == "reason"
    assert (agreed.proposed, agreed.by_hand, agreed.reason) == ("selected", True, "")


def test_deciding_where_the_ranking_cannot_needs_a_reason(call, carla, standing):
    tied, _other = standing("Aveiro", 4), standing("Bergen", 4)

    with pytest.raises(Refused) as refusal:
        decide_expression(tied, outcome=Outcome.SELECTED, reason="", by=carla)

    assert refusal.value.field == "reason"


def test_nobody_decides_where_they_have_an_interest(call, carla, standing):
    expression = standing("Aveiro", 4)
    Declaration.objects.create(user=carla, expression=expression, conflict=True)

    with pytest.raises(Refused):
        decide_expression(expression, outcome=Outcome.SELECTED, reason="Good.", by=carla)

    assert not Decision.objects.exists()


def test_each_decision_keeps_what_the_ranking_said(call, carla, standing):
    standing("Aveiro", 5)
    second = standing("Bergen", 4)
    propose_decisions(call, by=carla)
    decide_expression(second, outcome=Outcome.SELECTED, reason="Covers 5G.", by=carla)
    propose_decisions(call, by=carla)

    rows = Decision.objects.values_list("expression__hub__name", "proposed", "outcome", "by_hand")
    assert set(rows) == {("Aveiro", "selected", "reserve", False), ("Bergen", "reserve", "selected", True)}


def reserve(call):
    rows = Decision.objects.filter(expression__call=call).in_reserve()
    return [(name, place) for name, place in rows.values_list("expression__hub__name", "position")]


def test_the_reserve_stands_in_the_order_of_the_ranking_and_moves_with_a_reason(call, carla, standing):
    made = {name: standing(name, mark) for name, mark in [("Aveiro", 5), ("Bergen", 4), ("Cork", 4.5)]}
    propose_decisions(call, by=carla)
    assert reserve(call) == [("Cork", 1), ("Bergen", 2)]
    order = [made["Bergen"].pk, made["Cork"].pk]
    region = made["Cork"].hub.region_id

    with pytest.raises(Refused) as refusal:
        order_reserve(call, region=region, order=order, reason=" ", by=carla)
    order_reserve(call, region=region, order=order, reason="Bergen covers 5G.", by=carla)

    assert refusal.value.field == "reason"
    assert reserve(call) == [("Bergen", 1), ("Cork", 2)]
    assert Trace.objects.of(call).last().detail["reason"] == "Bergen covers 5G."


def test_a_reserve_that_has_changed_since_is_not_ordered(call, carla, standing):
    first, second = standing("Aveiro", 5), standing("Bergen", 4)
    propose_decisions(call, by=carla)

    with pytest.raises(Refused):
        order_reserve(call, region=first.hub.region_id, order=[second.pk, first.pk], reason="So.", by=carla)


def test_who_comes_into_the_reserve_by_hand_stands_where_the_ranking_puts_it(call, carla, standing):
    made = {name: standing(name, mark) for name, mark in [("Aveiro", 5), ("Bergen", 4), ("Cork", 4.5)]}
    propose_decisions(call, by=carla)

    decide_expression(made["Aveiro"], outcome=Outcome.RESERVE, reason="Is not connected yet.", by=carla)
    assert reserve(call) == [("Aveiro", 1), ("Cork", 2), ("Bergen", 3)]
    decide_expression(made["Cork"], outcome=Outcome.SELECTED, reason="Next in line.", by=carla)

    assert reserve(call) == [("Aveiro", 1), ("Bergen", 2)]


@pytest.mark.parametrize("outcome", [Outcome.SELECTED, Outcome.RESERVE])
def test_nobody_below_a_threshold_is_let_in_by_hand(call, carla, standing, outcome):
    with pytest.raises(Refused):
        decide_expression(standing("Delft", 2), outcome=outcome, reason="We like them.", by=carla)

    assert not Decision.objects.exists()


@pytest.mark.parametrize("status", sorted(set(ExpressionStatus) - {ExpressionStatus.SUBMITTED}))
def test_only_what_is_in_the_race_is_decided(call, carla, standing, status):
    expression = standing("Aveiro", 4)
    Expression.objects.update(status=status)

    with pytest.raises(Refused):
        decide_expression(expression, outcome=Outcome.SELECTED, reason="Good.", by=carla)


@pytest.mark.parametrize("status", sorted(set(CallStatus) - {CallStatus.PUBLISHED}))
def test_only_a_published_call_is_decided(call, carla, standing, status):
    expression = standing("Aveiro", 4)
    Call.objects.update(status=status)

    with pytest.raises(Refused):
        propose_decisions(call, by=carla)
    with pytest.raises(Refused):
        decide_expression(expression, outcome=Outcome.SELECTED, reason="Good.", by=carla)

    assert not Decision.objects.exists()


def test_nothing_is_decided_while_hubs_can_still_apply(carla, standing, call):
    standing("Aveiro", 4)
    Call.objects.update(closes_at=timezone.now() + timedelta(hours=1))

    with pytest.raises(Refused):
        propose_decisions(call, by=carla)


def test_a_hub_sees_its_decision_with_the_release_and_not_before(call, carla, standing):
    expression, person = standing("Aveiro", 4), make_user()
    join(expression.hub, person)
    propose_decisions(call, by=carla)

    assert not Decision.objects.visible_to(person).exists()
    assert Expression.objects.visible_to(person).get().status == ExpressionStatus.SUBMITTED

    release_call(call, by=carla)

    assert Decision.objects.visible_to(person).get().outcome == "selected"
    assert Expression.objects.visible_to(person).get().status == ExpressionStatus.SELECTED
    assert not Standing.objects.visible_to(person).exists()


def test_a_hub_that_withdraws_leaves_the_ranking(call, carla, standing):
    expression = standing("Aveiro", 4)
    standing("Bergen", 3.5)
    Expression.objects.filter(pk=expression.pk).update(status=ExpressionStatus.WITHDRAWN)

    refresh_standing(expression)
    propose_decisions(call, by=carla)

    assert outcomes() == {"Bergen": "selected"}


def test_what_is_released_is_not_proposed_anew_from_an_old_page(call, carla, standing):
    standing("Aveiro", 4)
    propose_decisions(call, by=carla)
    opened_before = Call.objects.get()
    release_call(call, by=carla)
    released = Decision.objects.get()

    with pytest.raises(Refused):
        propose_decisions(opened_before, by=carla)

    assert Decision.objects.get() == released


def test_a_call_archived_without_a_release_tells_no_hub_what_was_proposed(call, carla, standing):
    expression, person = standing("Aveiro", 4), make_user()
    join(expression.hub, person)
    propose_decisions(call, by=carla)
    archive_call(call, by=carla)

    assert Decision.objects.exists()
    assert not Decision.objects.visible_to(person).exists()


def test_the_reserve_is_ordered_on_its_page_and_the_rest_keeps_its_order(
    call, carla, standing, as_user, monkeypatch
):
    made = {name: standing(name, mark) for name, mark in [("A", 5), ("B", 4.5), ("C", 4), ("D", 3.5)]}
    propose_decisions(call, by=carla)
    monkeypatch.setattr(reserve_page, "MOST", 2)
    url = reverse("admin:hubs_call_reserve", args=[call.pk])
    places = {f"place_{made['B'].pk}": 2, f"place_{made['C'].pk}": 1}

    unexplained = as_user(carla).post(url, places | {"reason": ""})
    saved = as_user(carla).post(url, places | {"reason": "C is connected."})

    assert (unexplained.status_code, saved.status_code) == (422, 302)
    assert reserve(call) == [("C", 1), ("B", 2), ("D", 3)]
    second = as_user(carla).get(url, {"page": 2})
    assert [line["row"].expression_id for line in second.context["form"].lines()] == [made["D"].pk]
    moved = as_user(carla).post(f"{url}?page=2", {f"place_{made['D'].pk}": 1, "reason": "D is connected."})
    assert moved.status_code == 302
    assert reserve(call) == [("D", 1), ("C", 2), ("B", 3)]
