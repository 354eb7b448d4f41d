"""Marks, thresholds, the order of the ranking and its ties."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubs.scoring import Measure, fits_scale, proposal, ranking_key, ranks, scale, score

D = Decimal
CODES = ["excellence", "impact", "implementation"]
EU_GRID = [Measure(code, threshold=D(3)) for code in CODES]
EU_BAR = D(10)
HALVES = st.integers(0, 10).map(lambda halves: D(halves) / 2)
EVALUATION = st.fixed_dictionaries(dict.fromkeys(CODES, HALVES))
EVALUATIONS = st.lists(EVALUATION, min_size=1, max_size=6)
WEIGHTS = st.integers(1, 300).map(lambda hundredths: D(hundredths) / 100)


def marks(*values):
    return dict(zip(CODES, map(D, values), strict=True))


@given(EVALUATIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_reviewers_changes_nothing(evaluations, random):
    shuffled = random.sample(evaluations, len(evaluations))

    assert score(shuffled, EU_GRID, EU_BAR) == score(evaluations, EU_GRID, EU_BAR)


@given(EVALUATIONS, st.lists(WEIGHTS, min_size=3, max_size=3), HALVES, st.integers(0, 15).map(D))
def test_a_threshold_never_lets_a_lower_mark_in(evaluations, weights, threshold, bar):
    grid = [Measure(code, weight, threshold) for code, weight in zip(CODES, weights, strict=True)]

    result = score(evaluations, grid, bar)

    count = len(evaluations)
    exact = {code: sum(Fraction(one[code]) for one in evaluations) / count for code in CODES}
    total = sum(exact[measure.code] * Fraction(measure.weight) for measure in grid)
    assert result.passed == (total >= bar and min(exact.values()) >= threshold)
    assert result.passed == (result.total >= bar and min(result.averages.values()) >= threshold)


@given(st.lists(st.tuples(st.booleans(), st.lists(WEIGHTS, min_size=4, max_size=4)), min_size=2, max_size=8))
def test_keys_sort_as_the_figures_do(standings):
    figures = [(passed, *numbers) for passed, numbers in standings]
    keys = {ranking_key(passed, total, averages): (passed, total, *averages)
            for passed, total, *averages in figures}  # fmt: skip

    assert [keys[key] for key in sorted(keys)] == sorted(set(figures))


@given(st.lists(st.integers(-5, 5).map(D), min_size=2, max_size=8))
def test_keys_sort_below_zero_too(totals):
    keys = sorted(ranking_key(True, total, []) for total in totals)

    assert keys == [ranking_key(True, total, []) for total in sorted(totals)]


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=12), st.integers(0, 11))
def test_ranks_of_a_page_are_those_of_the_whole(keys, start):
    keys = sorted(keys, reverse=True)
    start = min(start, len(keys) - 1)
    page = keys[start:]

    larger = sum(key > page[0] for key in keys)

    assert ranks(page, position=start + 1, larger=larger) == ranks(keys)[start:]
    assert ranks(keys) == [1 + sum(other > key for other in keys) for key in keys]


def test_the_grid_of_the_eu_worked_out_by_hand():
    """Three criteria of 0 to 5 in halves, a threshold of 3 each and of 10 together."""
    applications = {
        "Aveiro": [marks("4.5", "4", "4"), marks("4", "4.5", "4"), marks("5", "4.5", "4")],
        "Bergen": [marks("4", "4", "4"), marks("4", "4", "4"), marks("4", "4", "4")],
        "Cusco": [marks("5", "3.5", "3.5"), marks("5", "3.5", "3.5"), marks("5", "3.5", "3.5")],
        "Durango": [marks("4", "4", "4"), marks("3.5", "4", "4"), marks("4.5", "4", "4")],
        "Esbjerg": [marks("5", "5", "2.5"), marks("5", "5", "3"), marks("5", "5", "3")],
        "Funchal": [marks("3", "3.5", "3"), marks("3.5", "3", "3"), marks("3.5", "3.5", "3.5")],
    }
    results = {name: score(given, EU_GRID, EU_BAR) for name, given in applications.items()}
    order = sorted(results, key=lambda name: results[name].key, reverse=True)

    figures = {name: (*(str(one) for one in results[name].averages.values()), str(results[name].total))
               for name in order}  # fmt: skip
    assert figures == {
        "Aveiro": ("4.50", "4.33", "4.00", "12.83"),
        "Cusco": ("5.00", "3.50", "3.50", "12.00"),  # the same total as the next two: excellence decides
        "Bergen": ("4.00", "4.00", "4.00", "12.00"),
        "Durango": ("4.00", "4.00", "4.00", "12.00"),  # the same in everything: a tie, shown as one
        "Esbjerg": ("5.00", "5.00", "2.83", "12.83"),  # below a threshold, whatever the total
        "Funchal": ("3.33", "3.33", "3.16", "9.83"),  # above each threshold, below the overall one
    }
    assert order[:2] == ["Aveiro", "Cusco"]
    assert ranks([results[name].key for name in order]) == [1, 2, 3, 3, 5, 6]
    assert [results[name].passed for name in order] == [True] * 4 + [False] * 2


def test_three_thirds_reach_a_bar_that_their_rounded_figures_would_miss():
    thirds = [marks(3, 3, 4), marks(3, 4, 3), marks(4, 3, 3)]

    result = score(thirds, EU_GRID, EU_BAR)

    assert set(result.averages.values()) == {D("3.33")}
    assert (result.total, result.passed) == (D("10.00"), True)


def test_weights_count_in_the_total():
    grid = [Measure("excellence", weight=D("1.5")), Measure("impact"), Measure("implementation")]

    assert score([marks(4, 3, 2)], grid, D(0)).total == D("11.00")


def test_without_evaluations_there_is_no_total_and_no_place():
    result = score([], EU_GRID, D(0))

    assert (result.total, result.passed, result.key) == (None, False, "")
    assert result.key < score([marks(0, 0, 0)], EU_GRID, EU_BAR).key


@pytest.mark.parametrize("mark", ["-0.5", "5.5", "3.25", "0.1"])
def test_a_mark_off_the_scale_does_not_fit(mark):
    assert not fits_scale(D(mark), D(0), D(5), D("0.5"))


@given(st.integers(0, 5).map(D), st.integers(1, 5).map(D), st.sampled_from([D("0.1"), D("0.5"), D(1)]))
def test_all_marks_of_a_scale_fit_it(minimum, length, increment):
    given = scale(minimum, minimum + length, increment)

    assert given[0] == minimum
    assert given[-1] == minimum + length
    assert all(fits_scale(mark, minimum, minimum + length, increment) for mark in given)


@given(EVALUATIONS, st.lists(WEIGHTS, min_size=3, max_size=3))
def test_figures_are_rounded_down_by_less_than_a_hundredth(evaluations, weights):
    grid = [Measure(code, weight) for code, weight in zip(CODES, weights, strict=True)]

    result = score(evaluations, grid, D(0))

    count = len(evaluations)
    exact = {code: sum(Fraction(one[code]) for one in evaluations) / count for code in CODES}
    total = sum(exact[measure.code] * Fraction(measure.weight) for measure in grid)
    for shown, value in [(result.total, total), *((result.averages[code], exact[code]) for code in CODES)]:
        assert 0 <= value - Fraction(shown) < Fraction(1, 100)


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
