"""When a hub leaves, the repair that breaks least, against trying everything."""

from itertools import combinations, product

import numpy
from hypothesis import given
from hypothesis import strategies as st

from hubs.pairing.drill import repair
from hubs.pairing.problem import Candidate, Problem


def problem(scores, *, forbidden=(), capacities=None):
    """Rows are a, b, c …, columns are s, t, u …"""
    capacities = capacities or {}
    first = tuple(Candidate(key, capacity=capacities.get(key, 1)) for key in "abcdef"[: len(scores)])
    second = tuple(Candidate(key, capacity=capacities.get(key, 1)) for key in "stuvwx"[: len(scores[0])])
    return Problem(first, second, numpy.array(scores, dtype=numpy.int32), forbidden=frozenset(forbidden))


def test_the_best_of_the_reserve_takes_the_place_and_nothing_else_changes():
    case = problem([[9, 1], [1, 9], [1, 3], [1, 7]])

    found = repair(case, {("a", "s"), ("b", "t")}, "b", ["c", "d"])

    assert (found.joins, found.broken, found.made) == ("d", (), (("d", "t"),))
    assert found.total == 16


def test_a_pair_is_broken_only_where_nothing_else_helps():
    case = problem([[9, 8], [1, 9], [7, 1]], forbidden=[("c", "t")])

    found = repair(case, {("a", "s"), ("b", "t")}, "b", ["c"])

    assert found.broken == (("a", "s"),)
    assert found.made == (("a", "t"), ("c", "s"))
    assert found.without == ()


def test_a_higher_total_is_no_reason_to_break_a_pair():
    case = problem([[0, 10_000], [0, 0], [10_000, 0]])

    found = repair(case, {("a", "s"), ("b", "t")}, "b", ["c"])

    assert (found.broken, found.made, found.total) == ((), (("c", "t"),), 0)


def test_with_an_empty_reserve_only_the_twin_that_was_left_goes_without():
    case = problem([[9, 1], [1, 9]])

    found = repair(case, {("a", "s"), ("b", "t")}, "b", [])

    assert (found.joins, found.pairs, found.broken, found.without) == (None, (("a", "s"),), (), ("t",))


def test_who_is_in_no_pair_leaves_the_place_to_the_first_in_reserve():
    case = problem([[9, 1], [1, 9], [5, 5], [6, 6]])

    found = repair(case, {("a", "s")}, "b", ["c", "d"])

    assert (found.joins, found.pairs, found.broken, found.made) == ("c", (("a", "s"),), (), ())


def test_of_equals_the_first_in_reserve_joins():
    case = problem([[9, 1], [1, 9], [1, 7], [1, 7]])

    assert repair(case, {("a", "s"), ("b", "t")}, "b", ["d", "c"]).joins == "d"


def test_what_was_forbidden_after_it_began_may_run_on():
    case = problem([[9, 1], [1, 9], [1, 7]], forbidden=[("a", "s")])

    found = repair(case, {("a", "s"), ("b", "t")}, "b", ["c"])

    assert (found.broken, found.made) == ((), (("c", "t"),))


@st.composite
def losses(draw):
    """Small pools with running pairs, some of the first pool in reserve, and one that leaves."""
    selected, waiting, others = draw(st.integers(1, 3)), draw(st.integers(0, 2)), draw(st.integers(1, 3))
    mark = st.sampled_from([0, 3, 4, 10_000])
    row = st.lists(mark, min_size=others, max_size=others)
    scores = draw(st.lists(row, min_size=selected + waiting, max_size=selected + waiting))
    first, second = "abcdef"[: selected + waiting], "stuvwx"[:others]
    capacity = st.sampled_from([1, 1, 1, 2])
    capacities = {key: draw(capacity) for key in (*first, *second)}
    cells = list(product(first, second))
    forbidden = draw(st.frozensets(st.sampled_from(cells), max_size=len(cells) // 2))
    case = problem(scores, forbidden=forbidden, capacities=capacities)
    running: set = set()
    for cell in draw(st.permutations(list(product(first[:selected], second)))):
        if all(sum(key in pair for pair in running) < capacities[key] for key in cell):
            running.add(cell)
    running = set(draw(st.frozensets(st.sampled_from(sorted(running))))) if running else set()
    reserve = draw(st.permutations(first[selected:]))
    return case, running, draw(st.sampled_from(first[:selected])), list(reserve)


def by_trying(case, running, gone, reserve):
    """Everything that could be done, judged by the order that the module states."""
    kept = {pair for pair in running if gone not in pair}
    left = {pair[1] for pair in running - kept}
    had = {key for pair in kept for key in pair}
    possible = []
    for place, joins in enumerate(reserve or [None]):
        here = [one for one in case.first if one.key not in {gone, *reserve} - {joins}]
        cells = [
            pair
            for pair in product([one.key for one in here], [one.key for one in case.second])
            if pair not in case.forbidden or pair in kept
        ]
        for number in range(len(kept), len(running) + 1):
            for pairs in map(set, combinations(cells, number)):
                have = {key for pair in pairs for key in pair}
                bound = had | (left if number == len(running) else set())
                if bound <= have and within(case, pairs, kept):
                    order = (-number, len(kept - pairs), -case.total(pairs), place)
                    possible.append((order, joins))
    return min(possible)


def within(case, pairs, kept):
    return all(
        sum(one.key in pair for pair in pairs) <= max(one.capacity, sum(one.key in pair for pair in kept))
        for one in (*case.first, *case.second)
    )


@given(losses())
def test_it_is_as_good_as_trying_everything(loss):
    case, running, gone, reserve = loss
    (number, broken, total, _place), joins = by_trying(case, running, gone, reserve)

    found = repair(case, running, gone, reserve)

    assert (-len(found.pairs), len(found.broken), -found.total) == (number, broken, total)
    if len(found.pairs) == len(running) != sum(gone not in pair for pair in running):
        assert found.joins == joins
    assert set(found.pairs) == {pair for pair in running if gone not in pair} - set(found.broken) | set(
        found.made
    )
    assert gone not in {key for pair in found.pairs for key in pair}
