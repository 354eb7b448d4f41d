"""Marks, thresholds, the order of the ranking and its ties."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubs.evaluation.scoring import Grid, Measure, fits_scale, ranking_key, scale, score

D = Decimal
CODES = ["excellence", "impact", "implementation"]
EU_GRID = Grid(tuple(Measure(code, threshold=D(3)) for code in CODES), threshold=D(10))
NOUGHT = D(0)
HALVES = st.integers(0, 10).map(lambda halves: D(halves) / 2)
EVALUATION = st.fixed_dictionaries(dict.fromkeys(CODES, HALVES))
EVALUATIONS = st.lists(EVALUATION, min_size=1, max_size=6)
WEIGHTS = st.integers(1, 300).map(lambda hundredths: D(hundredths) / 100)


def marks(*values):
    return {code: None if value is None else D(value) for code, value in zip(CODES, values, strict=True)}


def weighed(weights, *, threshold=NOUGHT, bar=NOUGHT, **rules):
    measures = (Measure(code, weight, threshold) for code, weight in zip(CODES, weights, strict=True))
    return Grid(tuple(measures), threshold=bar, **rules)


@given(EVALUATIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_reviewers_changes_nothing(evaluations, random):
    shuffled = random.sample(evaluations, len(evaluations))

    assert score(shuffled, EU_GRID) == score(evaluations, EU_GRID)


@given(EVALUATIONS, st.lists(WEIGHTS, min_size=3, max_size=3), HALVES, st.integers(0, 15).map(D))
def test_a_threshold_never_lets_a_lower_mark_in(evaluations, weights, threshold, bar):
    grid = weighed(weights, threshold=threshold, bar=bar)

    result = score(evaluations, grid)

    count = len(evaluations)
    exact = {code: sum(Fraction(one[code]) for one in evaluations) / count for code in CODES}
    total = sum(exact[measure.code] * Fraction(measure.weight) for measure in grid.measures)
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


def test_three_thirds_reach_a_bar_that_their_rounded_figures_would_miss():
    thirds = [marks(3, 3, 4), marks(3, 4, 3), marks(4, 3, 3)]

    result = score(thirds, EU_GRID)

    assert set(result.averages.values()) == {D("3.33")}
    assert (result.total, result.passed) == (D("10.00"), True)


def test_weights_count_in_the_total():
    result = score([marks(4, 3, 2)], weighed([D("1.5"), D(1), D(1)]))

    assert (result.total, result.weighted) == (D("11.00"), D("11.00"))


def test_weights_for_the_order_alone_leave_the_total_and_the_thresholds_as_they_are():
    grid = weighed([D(1), D("1.5"), D(1)], threshold=D(3), bar=D(10), weights_in_total=False)

    strong_impact = score([marks(3, 4, 3)], grid)
    strong_excellence = score([marks(4, 3, 3)], grid)

    assert strong_impact.total == strong_excellence.total == D("10.00")
    assert (strong_impact.weighted, strong_excellence.weighted) == (D("12.00"), D("11.50"))
    assert strong_impact.key > strong_excellence.key
    assert strong_impact.passed
    assert strong_excellence.passed


def test_who_abstains_does_not_count_in_the_average():
    result = score([marks(4, 4, 4), marks(2, None, 4), marks(3, 3, 4)], EU_GRID)

    assert [str(one) for one in result.averages.values()] == ["3.00", "3.50", "4.00"]
    assert (result.evaluations, result.total, result.passed) == (3, D("10.50"), True)


def test_a_criterion_that_nobody_marked_leaves_no_total():
    result = score([marks(4, None, 4), marks(4, None, 4)], EU_GRID)

    assert (result.evaluations, result.total, result.passed, result.key) == (2, None, False, "")


def test_the_call_says_which_criterion_breaks_a_tie():
    first, second = marks(5, 3, 4), marks(4, 4, 4)
    by_impact = Grid(EU_GRID.measures, tie_break=("impact",))

    assert score([first], EU_GRID).key > score([second], EU_GRID).key
    assert score([first], by_impact).key < score([second], by_impact).key
    assert score([marks(5, 4, 3)], by_impact).key == score([second], by_impact).key  # a tie that stays


@given(EVALUATIONS, st.integers(0, 2), st.integers(0, 5), st.lists(WEIGHTS, min_size=3, max_size=3))
def test_a_higher_mark_never_makes_it_worse(evaluations, criterion, reviewer, weights):
    code, reviewer = CODES[criterion], min(reviewer, len(evaluations) - 1)
    grid = weighed(weights, threshold=D(3), bar=D(10))
    better = [dict(one) for one in evaluations]
    better[reviewer][code] = min(D(5), better[reviewer][code] + D("0.5"))

    before, after = score(evaluations, grid), score(better, grid)

    assert after.key >= before.key
    assert after.passed >= before.passed


def test_without_evaluations_there_is_no_total_and_no_place():
    result = score([], EU_GRID)

    assert (result.total, result.passed, result.key) == (None, False, "")
    assert result.key < score([marks(0, 0, 0)], EU_GRID).key


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
    grid = weighed(weights)

    result = score(evaluations, grid)

    count = len(evaluations)
    exact = {code: sum(Fraction(one[code]) for one in evaluations) / count for code in CODES}
    total = sum(exact[measure.code] * Fraction(measure.weight) for measure in grid.measures)
    for shown, value in [(result.total, total), *((result.averages[code], exact[code]) for code in CODES)]:
        assert 0 <= value - Fraction(shown) < Fraction(1, 100)
