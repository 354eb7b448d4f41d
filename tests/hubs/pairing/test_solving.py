"""The optimum is exact, keeps every constraint, and does not depend on names or order."""

from collections import Counter
from itertools import permutations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubs.pairing.alternatives import alternatives
from hubs.pairing.canonical import colours
from hubs.pairing.problem import Candidate, Infeasible, Problem
from hubs.pairing.solve import solve
from tests.hubs.pairing.small import best_total, everything, keeps, problem, problems


def solved(one):
    try:
        return solve(one)
    except Infeasible:
        return None


@given(problems())
@settings(max_examples=60, deadline=None)
def test_the_optimum_is_that_of_trying_everything(one):
    found, possible = solved(one), everything(one)

    if not possible:
        assert found is None
        return
    assert found.total == one.total(possible[0])
    assert found.total == one.total(found.pairs)
    assert keeps(one, found.pairs)


@st.composite
def larger(draw):
    """Up to 8 hubs in each pool, in unequal numbers, with forbidden and locked pairs."""
    columns = draw(st.integers(1, 8))
    rows = draw(st.integers(1, columns))
    mark = st.one_of(st.integers(0, 10_000), st.integers(0, 3))
    scores = draw(st.lists(st.lists(mark, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    cells = st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1))
    return scores, draw(st.frozensets(cells, max_size=rows * columns // 2)), draw(st.none() | cells)


@given(larger())
@settings(max_examples=60, deadline=None)
def test_up_to_eight_hubs_it_is_the_best_of_all_permutations(drawn):
    scores, forbidden, lock = drawn
    one = problem(scores)
    keys = lambda cell: (one.first[cell[0]].key, one.second[cell[1]].key)  # noqa: E731
    one = one.but(forbidden=frozenset(map(keys, forbidden)), locked=frozenset({keys(lock)} if lock else ()))
    allowed = [[(row, column) not in forbidden and (not lock or (row == lock[0]) == (column == lock[1]))
                for column in range(len(scores[0]))] for row in range(len(scores))]  # fmt: skip

    found = solved(one)

    assert (found and found.total) == best_total(scores, allowed)


@pytest.mark.parametrize("size", range(1, 8))
def test_the_check_itself_agrees_with_all_permutations(size):
    scores = numpy.random.default_rng(size).integers(0, 50, (size, size)).tolist()
    tried = max(sum(scores[row][column] for row, column in enumerate(order))
                for order in permutations(range(size)))  # fmt: skip

    assert best_total(scores, [[True] * size] * size) == tried == solve(problem(scores)).total


@given(problems(most=5, bold=False), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_lists_changes_nothing(one, random):
    assert solved(shuffled(one, random)) == solved(one)


@given(problems(most=5, bold=False), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_new_names_change_nothing_but_names(one, random):
    """Hubs that nothing but their names tells apart have the same colour, and may change places."""
    old = [one_hub.key for one_hub in (*one.first, *one.second)]
    names = dict(zip(old, random.sample([f"hub {number}" for number in range(20)], len(old)), strict=True))

    before, after = solved(one), solved(renamed(shuffled(one, random), names))

    assert (before and before.total) == (after and after.total)
    if before:
        back = {new: key for key, new in names.items()}
        translated = [(back[first], back[second]) for first, second in after.pairs]
        assert anonymous(one, translated) == anonymous(one, before.pairs)


def anonymous(one, pairs):
    rows, columns = colours(one)
    return Counter(
        (int(rows[one.rows[first]]), int(columns[one.columns[second]]), one.score((first, second)))
        for first, second in pairs
    )


def shuffled(one, random):
    rows, columns = (random.sample(range(len(pool)), len(pool)) for pool in (one.first, one.second))
    return Problem(
        tuple(one.first[row] for row in rows),
        tuple(one.second[column] for column in columns),
        one.scores[numpy.ix_(rows, columns)],
        one.forbidden, one.locked, one.regions, one.pairs,
    )  # fmt: skip


def renamed(one, names):
    def pool(old):
        return tuple(Candidate(names[hub.key], hub.region, hub.capacity, hub.must) for hub in old)

    def pairs(old):
        return frozenset((names[first], names[second]) for first, second in old)

    return Problem(
        pool(one.first), pool(one.second), one.scores,
        pairs(one.forbidden), pairs(one.locked), one.regions, one.pairs,
    )  # fmt: skip


@given(problems(most=4, bold=False))
@settings(max_examples=60, deadline=None)
def test_the_alternatives_are_the_next_best_of_all(one):
    possible = everything(one)
    if not possible:
        return

    found = alternatives(one, 5)

    assert [other.total for other in found] == [one.total(pairs) for pairs in possible[1:6]]
    best = solve(one)
    seen = [frozenset(best.pairs), *(frozenset(other.pairs) for other in found)]
    assert len(set(seen)) == len(seen)
    for other in found:
        assert keeps(one, other.pairs)
        assert other.less == best.total - other.total
        assert (set(best.pairs) - set(other.gone)) | set(other.new) == set(other.pairs)


@given(problems(most=4, bold=False), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_alternatives_come_in_the_same_order_whatever_the_order_of_the_lists(one, random):
    if solved(one):
        assert alternatives(shuffled(one, random), 5) == alternatives(one, 5)


def test_of_equal_totals_the_lists_decide_nothing():
    one = problem([[5, 5], [5, 5]])

    assert solve(one).pairs == (("a", "s"), ("b", "t"))


def test_a_hub_with_room_for_two_takes_two_where_the_other_pool_is_larger():
    one = problem([[9, 8, 1], [1, 2, 1]])
    roomy = one.but(first=(Candidate("a", capacity=2), Candidate("b")))

    assert solve(one).pairs == (("a", "s"), ("b", "t"))
    assert solve(roomy).pairs == (("a", "s"), ("a", "t"), ("b", "u"))


def test_two_hubs_with_room_for_two_meet_only_once():
    pools = {"first": (Candidate("a", capacity=2),), "second": (Candidate("s", capacity=2), Candidate("t"))}
    one = problem([[9, 1]]).but(**pools)

    assert solve(one).pairs == (("a", "s"), ("a", "t"))


def test_empty_pools_have_an_empty_pairing():
    assert solve(problem([])).pairs == ()
