"""From keys to ranks, ties and proposals; and the grid of the EU worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubs.evaluation.ranking import Tie, placed, proposal, ranks, tie
from hubs.evaluation.scoring import Grid, Measure, ranking_key, score

D = Decimal
CODES = ["excellence", "impact", "implementation"]
EU_GRID = Grid(tuple(Measure(code, threshold=D(3)) for code in CODES), threshold=D(10))


def marks(*values):
    return dict(zip(CODES, map(D, values), strict=True))


# Three reviewers each, marks from 0 to 5 in halves; thresholds of 3, 3, 3 and of 10 together; four places.
APPLICATIONS = {
    "Aveiro": [marks("4.5", "4", "4"), marks("4", "4.5", "4"), marks("5", "4.5", "4")],
    "Bergen": [marks("4", "4", "4"), marks("4", "4", "4"), marks("4", "4", "4")],
    "Cusco": [marks("5", "3.5", "3.5"), marks("5", "3.5", "3.5"), marks("5", "3.5", "3.5")],
    "Durango": [marks("4", "4", "4"), marks("3.5", "4", "4"), marks("4.5", "4", "4")],
    "Esbjerg": [marks("5", "5", "2.5"), marks("5", "5", "3"), marks("5", "5", "3")],
    "Funchal": [marks("3", "3.5", "3"), marks("3.5", "3", "3"), marks("3.5", "3.5", "3.5")],
    "Gdynia": [marks("4", "4.5", "3.5"), marks("4", "4.5", "3.5"), marks("4", "4.5", "3.5")],
    "Havana": [marks("3", "3", "4"), marks("3", "4", "3"), marks("4", "3", "3")],
    "Iquique": [],
}
BY_HAND = [
    # application, excellence, impact, implementation, total, passed, rank, tie, proposed
    ("Aveiro", "4.50", "4.33", "4.00", "12.83", True, 1, Tie(), "selected"),
    # four have 12.00: excellence puts Cusco first, then impact puts Gdynia before the two others
    ("Cusco", "5.00", "3.50", "3.50", "12.00", True, 2, Tie(broken_by=0), "selected"),
    ("Gdynia", "4.00", "4.50", "3.50", "12.00", True, 3, Tie(broken_by=1), "selected"),
    # alike in everything: a tie, shown as one, and across the fourth place: nobody is preferred
    ("Bergen", "4.00", "4.00", "4.00", "12.00", True, 4, Tie(stays=True), ""),
    ("Durango", "4.00", "4.00", "4.00", "12.00", True, 4, Tie(stays=True), ""),
    # three thirds: 3.33 each, and together exactly the 10 that are asked for
    ("Havana", "3.33", "3.33", "3.33", "10.00", True, 6, Tie(), "reserve"),
    # the second best total of all, but implementation is below 3
    ("Esbjerg", "5.00", "5.00", "2.83", "12.83", False, 7, Tie(), "not_selected"),
    # above each threshold, below the overall one
    ("Funchal", "3.33", "3.33", "3.16", "9.83", False, 8, Tie(), "not_selected"),
    ("Iquique", None, None, None, None, False, 0, Tie(), ""),
]  # fmt: skip


def test_the_grid_of_the_eu_worked_out_by_hand():
    results = {name: score(given, EU_GRID) for name, given in APPLICATIONS.items()}
    order = placed({name: (result.key, result.passed) for name, result in results.items()}, places=4)

    assert [_row(one, results[one.application]) for one in order] == BY_HAND


def _row(one, result):
    figures = [result.averages.get(code) for code in CODES] + [result.total]
    texts = [None if value is None else str(value) for value in figures]
    return (one.application, *texts, result.passed, one.rank, one.tie, one.proposed)


@given(st.permutations(list(APPLICATIONS)), st.randoms(use_true_random=False))
def test_no_order_of_applications_or_reviewers_changes_the_ranking(names, random):
    results = {name: score(random.sample(given, len(given)), EU_GRID)
               for name in names for given in [APPLICATIONS[name]]}  # fmt: skip

    order = placed({name: (result.key, result.passed) for name, result in results.items()}, places=4)

    assert [_row(one, results[one.application]) for one in order] == BY_HAND


@pytest.mark.parametrize(
    ("marks_before", "marks_after", "expected"),
    [
        ([4, 4, 4], [4, 4, 4], Tie(stays=True)),
        (None, [4, 3, 5], Tie(broken_by=1)),
        ([5, 3, 4], [3, 4, 5], Tie(broken_by=0)),
        ([5, 5, 5], [1, 1, 1], Tie()),
        (None, None, Tie()),
    ],
)
def test_a_tie_says_which_criterion_parted_it(marks_before, marks_after, expected):
    def key(averages):
        return averages and ranking_key(True, D(sum(averages)), [D(one) for one in averages])

    assert tie(key([4, 4, 4]), key(marks_before), key(marks_after)) == expected


def test_what_cannot_be_ranked_is_tied_with_nothing():
    assert tie("", "", None) == Tie()


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=12), st.integers(0, 11))
def test_ranks_of_a_page_are_those_of_the_whole(keys, start):
    keys = sorted(keys, reverse=True)
    start = min(start, len(keys) - 1)
    page = keys[start:]

    larger = sum(key > page[0] for key in keys)

    assert ranks(page, position=start + 1, larger=larger) == ranks(keys)[start:]
    assert ranks(keys) == [1 + sum(other > key for other in keys) for key in keys]


@given(st.lists(st.sampled_from(["1a", "1b", "1c", "0d", "0e"]), max_size=12), st.integers(0, 6))
def test_a_proposal_follows_the_ranking_and_fills_no_more_than_the_places(keys, places):
    ranking = [
        (key, key.startswith("1")) for key in sorted(keys, key=lambda key: (key[0], key), reverse=True)
    ]

    proposed = proposal(ranking, places)

    order = ["selected", "", "reserve", "not_selected"]
    assert proposed == sorted(proposed, key=order.index)
    assert proposed.count("selected") <= places
    assert len({key for (key, _), outcome in zip(ranking, proposed, strict=True) if not outcome}) <= 1
    for (_, passed), outcome in zip(ranking, proposed, strict=True):
        assert passed == (outcome != "not_selected")


def test_a_tie_across_the_last_place_is_left_open():
    ranking = [("1.9", True), ("1.7", True), ("1.7", True), ("1.5", True), ("0.9", False)]

    assert proposal(ranking, 2) == ["selected", "", "", "reserve", "not_selected"]
    assert proposal(ranking, 3) == ["selected", "selected", "selected", "reserve", "not_selected"]
