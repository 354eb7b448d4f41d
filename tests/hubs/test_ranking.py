"""The ranking page: who stands where, what is decided, and what it costs."""

from datetime import timedelta

import pytest
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from hubs.admin import limited
from hubs.admin.ranking_rows import Frame, rows
from hubs.models import Decision, Outcome, Region, Score, Standing
from hubs.operations.decisions import decide_expression
from hubs.operations.standings import refresh_standings
from hubs.states import CallStatus
from tests.factories import make_call, make_evaluation, make_expression, make_hub, make_user
from tests.factories_evaluating import declare, make_consensus
from twinning.accounts.models import Role
from twinning.core.keeping import renew_settled


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
    assert [row["last_place"] for row in shown] == [False, True, False, False, False]
    assert [mark for _criterion, mark in shown[0]["marks"]] == ["4.00", "4.00", "4.00"]


def test_the_line_below_the_last_place_stands_in_the_order_of_the_ranking_alone(office, call):
    stand(call, 3.5, 4, 2)

    for order, below in {"": [True, False, False], "hub": [False] * 3, "evaluations": [False] * 3}.items():
        shown = office.get(f"{address(call)}&sort={order}").context["rows"]
        assert [row["last_place"] for row in shown] == below, order


def test_a_search_that_finds_very_much_is_cut_off_and_says_so(office, call, monkeypatch):
    monkeypatch.setattr(limited, "MOST", 2)
    stand(call, 3.5, 4, 2)

    everything, found = office.get(address(call)), office.get(f"{address(call)}&q=hub")
    few = office.get(f"{address(call)}&q=3.5")

    assert everything.context["page"].paginator.count == 3
    assert [row["hub"] for row in found.context["rows"]] == ["Hub of 4", "Hub of 3.5"]
    assert "only the first are listed" in found.content.decode()
    assert "only the first are listed" not in few.content.decode()


def test_nothing_that_a_hub_is_called_becomes_markup(office, call):
    (expression,) = stand(call, 4)
    type(expression.hub).objects.update(name='<b>"Hub" & sons</b>')
    call.criteria.filter(code="impact").update(name="<i>Impact</i>")

    page = office.get(address(call)).content.decode()

    assert "&lt;b&gt;&quot;Hub&quot; &amp; sons&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "<i>Impact" not in page


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
    declare(carla, second)

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


def test_a_decision_refused_is_said_beside_its_field(office, call, carla):
    (failed,) = stand(call, 2)
    declare(carla, failed)

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
    assert many.rows <= few.rows + 2 * 40 + 5  # each row shown is fetched, and its place
    if page == 1:
        assert many.bytes < few.bytes * 1.2


def test_the_rows_are_one_query(call, django_assert_num_queries):
    stand(call, *[4] * 60)
    standings = Standing.objects.filter(call=call)

    page = Paginator(standings.best_first(), 50).page(2)

    frame = Frame([("excellence", "Excellence")], ["Excellence"], wanted=3, weighted=False, home="", back="")
    with django_assert_num_queries(2):  # the rows, and where they stand
        found = rows(standings, page, frame)

    assert [row["rank"] for row in found] == ["1"] * 10


def test_a_spread_that_was_never_reckoned_is_not_told_as_none(office, call):
    """Standings of calls that were decided before spreads were kept."""
    [expression] = stand(call, 4)
    Standing.objects.filter(expression=expression).update(evaluations=2, spread={}, widest=0)

    [row] = office.get(address(call)).context["rows"]

    assert row["spread"] == "–"


def test_the_page_says_what_parted_a_tie_and_what_the_ranking_says(office, call):
    first, *_others = stand(call, 4, 4, 4)
    scores = Score.objects.filter(evaluation__assignment__expression=first)
    scores.filter(criterion__code="excellence").update(mark=5)
    scores.filter(criterion__code="impact").update(mark=3)
    refresh_standings(call)

    shown = office.get(address(call)).context["rows"]

    assert [(row["rank"], row["tied"], row["parted_by"], row["said"]) for row in shown] == [
        ("1", False, "Excellence", "selected"),
        ("2", True, "", "reserve"),
        ("2", True, "", "reserve"),
    ]
    call.places.update(number=2)
    assert [row["said"] for row in office.get(address(call)).context["rows"]] == [
        "selected",
        "a tie across the last place",
        "a tie across the last place",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=SAO", ["São Paulo Hub"]),
        ("show=below", ["Hub of 2"]),
        ("show=above&sort=hub", ["Hub of 4", "São Paulo Hub"]),
        ("show=unranked", ["Hub of None"]),
        ("show=nonsense&sort=nonsense", ["Hub of 4", "São Paulo Hub", "Hub of 2", "Hub of None"]),
        ("q=nowhere", []),
    ],
)
def test_the_ranking_is_narrowed_and_each_row_keeps_its_rank(office, call, query, found):
    stand(call, 4, None, 2)
    hub = make_hub("São Paulo Hub")
    expression = make_expression(call, hub)
    make_evaluation(expression, make_user(role=Role.REVIEWER), marks=3.5)
    Standing.objects.create(expression=expression, call=call, region=hub.region)
    refresh_standings(call)
    ranks = {"Hub of 4": "1", "São Paulo Hub": "2", "Hub of 2": "3", "Hub of None": "–"}

    shown = office.get(f"{address(call)}&{query}").context["rows"]

    assert [(row["hub"], row["rank"]) for row in shown] == [(name, ranks[name]) for name in found]


def test_an_interest_hides_an_application_and_its_place(office, call, carla):
    first, *_others = stand(call, 5, 4, 3.5)
    declare(carla, first, conflict=True)

    page = office.get(address(call))

    assert [(row["hub"], row["rank"]) for row in page.context["rows"]] == [
        ("Hub of 4", "1"),
        ("Hub of 3.5", "2"),
    ]
    for name in ("stability", "reserve", "ranking_csv", "ranking_json", "scores", "dossier", "ranking"):
        answer = office.get(reverse(f"admin:hubs_call_{name}", args=[call.pk])).content.decode()
        assert "Hub of 5" not in answer, name


def test_the_page_of_stability_names_regions_in_the_readers_language(office, call):
    stand(call, 5, 4)
    Region.objects.filter(code="eu").update(name_es="Unión Europea", name_en="European Union")
    refresh_standings(call)
    call.places.update(number=1)
    renew_settled()

    page = office.get("/es" + reverse("admin:hubs_call_stability", args=[call.pk])).text

    assert "Unión Europea" in page
    assert "European Union" not in page


def test_a_consensus_counts_instead_of_the_mean_and_says_so(office, call, rosa):
    (first,) = stand(call, 5)
    make_evaluation(first, rosa, marks=3)
    make_consensus(first, rosa, marks=4.5)
    refresh_standings(call)

    (row,) = office.get(address(call)).context["rows"]

    assert (row["total"], row["agreed"], row["spread"], row["evaluations"]) == ("13.50", True, "2.00", "2/3")


def test_figures_have_the_decimal_sign_of_the_readers_language(office, call):
    stand(call, 3.5, 4)

    english, spanish = office.get(address(call)).text, office.get("/es" + address(call)).text

    assert "<strong>10.50</strong>" in english
    assert "<strong>10,50</strong>" in spanish
    assert ">3,50</td>" in spanish
