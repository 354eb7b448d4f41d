"""The smallest set of constraints to give up, against trying every smaller one."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings

from hubs.pairing.pools import Pools
from hubs.pairing.problem import Candidate, Infeasible, Problem
from hubs.pairing.relax import Relaxation, constraints, in_words, relax
from hubs.pairing.solve import solve
from tests.hubs.pairing.small import problem, problems


def without(one, dropped):
    """The problem without these constraints, and with nothing reckoned anew because of that."""
    kinds = defaultdict(set)
    for each in dropped:
        kinds[each.kind].add(each.names)
    large = len(one.first) + len(one.second)

    def pool(hubs, musts):
        return tuple(
            replace(
                hub,
                capacity=large if (hub.key,) in kinds["capacity"] else hub.capacity,
                must=must and (hub.key,) not in kinds["must"],
            )
            for hub, must in zip(hubs, musts, strict=True)
        )

    regions = one.regions
    return Problem(
        pool(one.first, one.must_first),
        pool(one.second, one.must_second),
        one.scores,
        one.forbidden - kinds["forbidden"],
        one.locked - kinds["locked"],
        regions if regions is None else regions | kinds["regions"],
        one.wanted,
    ), bool(kinds["number"])


def possible(one, dropped=()):
    changed, any_number = without(one, dropped)
    numbers = range(len(one.first) * len(one.second) + 1) if any_number else [one.wanted]
    return any(solvable(changed.but(pairs=number)) for number in numbers)


def solvable(one):
    try:
        solve(one)
    except Infeasible:
        return False
    return True


@given(problems(most=3))
@settings(max_examples=40, deadline=None)
def test_no_smaller_set_would_do_and_this_one_does(one):
    found = relax(Pools.of(one))

    assert found.proved
    assert possible(one, found.constraints)
    assert bool(found.constraints) != solvable(one)
    everything = constraints(Pools.of(one))
    size = min(3, len(found.constraints)) - 1
    smaller = combinations(everything, size) if found.constraints else []
    assert not any(possible(one, dropped) for dropped in smaller)


@pytest.mark.parametrize(
    ("constrained", "words"),
    [
        ({"locked": {("a", "s")}, "forbidden": {("a", "s")}}, {"Unlock a and s."}),
        ({"locked": {("a", "s"), ("a", "t")}}, {"Unlock a and s.", "Unlock a and t."}),
        (
            {"forbidden": {("a", "s"), ("a", "t")}},
            {"Allow a and s to be paired.", "Allow a and t to be paired."},
        ),
        ({"pairs": 3}, {"Settle for another number of twinnings than 3."}),
    ],
)
def test_it_is_said_in_words(constrained, words):
    sets = {name: frozenset(value) if name != "pairs" else value for name, value in constrained.items()}

    [said] = in_words(relax(Pools.of(problem([[1, 1], [1, 1]]).but(**sets))).constraints)

    assert said in words


def test_of_equally_small_sets_the_one_that_leaves_the_highest_total():
    one = problem([[1, 9, 2], [1, 1, 1], [1, 1, 1]])
    forbidden = frozenset(("a", other) for other in "stu")

    assert in_words(relax(Pools.of(one.but(forbidden=forbidden))).constraints) == [
        "Allow a and t to be paired."
    ]


def test_of_pools_that_are_too_large_nothing_is_claimed(monkeypatch):
    monkeypatch.setattr("hubs.pairing.relax.LARGEST", 1)

    assert relax(Pools.of(problem([[1, 1], [1, 1]]).but(pairs=3))) == Relaxation((), False)


def test_regions_that_the_programme_keeps_apart_are_named():
    one = problem([[5]]).but(
        first=(Candidate("a", "EU"),), second=(Candidate("s", "EU"),), regions=frozenset({("EU", "LAC")})
    )

    found = relax(Pools.of(one))

    assert in_words(found.constraints) == ["Let hubs of EU and EU be paired."]
