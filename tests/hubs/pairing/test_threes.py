"""Twinnings of three partners, against trying everything."""

from itertools import combinations, product

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubs.pairing.pools import Pools
from hubs.pairing.problem import Candidate, Infeasible
from hubs.pairing.relax import relax
from hubs.pairing.threes import next_best, solve_pools


@st.composite
def threes(draw):
    names = ["ab", "st", "xyz"[: draw(st.integers(2, 3))]]
    pools = tuple(
        tuple(Candidate(key, capacity=draw(st.sampled_from([1, 1, 2]))) for key in keys) for keys in names
    )
    scores = {
        (here, there): numpy.array(
            [[draw(st.integers(0, 9)) for _ in pools[there]] for _ in pools[here]], dtype=numpy.int32
        )
        for here, there in combinations(range(3), 2)
    }
    pairs = [pair for here, there in combinations(names, 2) for pair in product(here, there)]
    some = st.frozensets(st.sampled_from(pairs), max_size=3)
    return Pools(pools, scores, forbidden=draw(some), locked=draw(some.filter(lambda found: len(found) < 2)))


def everything(one):
    """All groupings that keep the constraints, the highest total first."""
    hubs = [hub for pool in one.pools for hub in pool]
    found = []
    for groups in combinations([group for group in one.groups() if one.allows(group)], one.wanted):
        counts = {hub.key: sum(hub.key in group for group in groups) for hub in hubs}
        pairs = [pair for group in groups for pair in combinations(group, 2)]
        if (
            all(counts[hub.key] <= hub.capacity for hub in hubs)
            and all(counts[key] for key in one.musts)
            and one.locked <= set(pairs)
            and len(pairs) == len(set(pairs))
        ):
            found.append(sum(map(one.score, groups)))
    return sorted(found, reverse=True)


@given(threes())
@settings(max_examples=40, deadline=None)
def test_the_best_and_the_next_best_are_those_of_trying_everything(one):
    possible = everything(one)
    try:
        best = solve_pools(one)
    except Infeasible:
        assert possible == []
        assert relax(one).constraints
        return

    assert best.proved
    assert [best.total, *(other.total for other in next_best(one, best, 2))] == possible[:3]


def test_a_twinning_counts_all_its_pairs():
    pools = ((Candidate("a"),), (Candidate("s"),), (Candidate("x"),))
    scores = {pair: numpy.array([[number]]) for number, pair in enumerate(combinations(range(3), 2), 1)}

    assert solve_pools(Pools(pools, scores)).total == 6
    with pytest.raises(Infeasible):
        solve_pools(Pools(pools, scores, forbidden=frozenset({("s", "x")})))
