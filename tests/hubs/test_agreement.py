"""Spread and Krippendorff's alpha, against values that were published."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubs.evaluation.agreement import alpha, interval, nominal, ordinal, spread

N = None
# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section E.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
# The worked example of three coders and fifteen units in "Krippendorff's alpha", Wikipedia.
THREE_CODERS = [
    [N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3],
    [1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N],
    [N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4],
]


def units(rows):
    return list(zip(*rows, strict=True))


@pytest.mark.parametrize(("distance", "published"), [(nominal, 0.743), (ordinal, 0.815), (interval, 0.849)])
def test_the_values_that_krippendorff_published_come_out(distance, published):
    assert alpha(units(FOUR_OBSERVERS), distance) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize(("distance", "published"), [(nominal, 0.691), (interval, 0.811)])
def test_the_worked_example_of_the_encyclopedia_comes_out(distance, published):
    assert alpha(units(THREE_CODERS), distance) == pytest.approx(published, abs=0.0005)


def test_who_always_agrees_has_one():
    assert alpha([[1, 1], [3, 3], [5, 5]]) == 1


@pytest.mark.parametrize("told", [[], [[3]], [[3, 3], [3, 3]], [[N, N], [4, N]]])
def test_where_nothing_can_be_said_nothing_is(told):
    assert alpha(told) is None


MARKS = st.sampled_from([None, *(Decimal(step) / 2 for step in range(11))])
UNITS = st.lists(st.lists(MARKS, min_size=2, max_size=5), min_size=1, max_size=8)


@given(UNITS, st.randoms(use_true_random=False))
def test_the_order_of_reviewers_and_applications_changes_nothing(told, chance):
    shuffled = [chance.sample(unit, len(unit)) for unit in chance.sample(told, len(told))]
    before, after = alpha(told), alpha(shuffled)

    assert (before is None) == (after is None)
    assert before is None or after == pytest.approx(before)


@given(UNITS)
def test_only_the_order_of_marks_counts(told):
    """Stretching the scale changes nothing: 4 is better than 3, not by how much."""
    stretched = [[None if mark is None else mark**3 + 7 for mark in unit] for unit in told]
    before, after = alpha(told), alpha(stretched)

    assert (before is None) == (after is None)
    assert before is None or after == pytest.approx(before)


@given(UNITS)
def test_it_is_never_above_one(told):
    assert (alpha(told) or 0) <= 1 + 1e-9


def test_spread_tells_range_and_deviation():
    told = spread(
        [Decimal(2), Decimal(4), Decimal(4), Decimal(4), Decimal(5), Decimal(5), Decimal(7), Decimal(9)]
    )

    assert (told.number, told.lowest, told.highest, told.range, told.mean) == (8, 2, 9, 7, 5)
    assert told.deviation == 2


def test_nobody_has_no_spread():
    assert spread([]) is None
