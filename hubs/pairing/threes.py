"""Twinnings of three partners, one of each pool.

Pairing three pools is hard in general: no method is known that is always quick. The solver of whole
numbers looks for the best and says whether it has proved it. With random scores it proves twenty hubs in
each pool within a second; where its time runs out, the result keeps all constraints, and `proved` is false.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from hubs.pairing.pools import Group, Pools
from hubs.pairing.problem import Infeasible
from hubs.pairing.wholes import OutOfTime, Rules, choose


@dataclass(frozen=True)
class Grouping:
    total: int
    groups: tuple[Group, ...]
    proved: bool


def solve_pools(pools: Pools, without: Sequence[frozenset[Group]] = (), seconds: float = 30) -> Grouping:
    """The best twinnings, but none of the groupings in `without`; `Infeasible` where there are none."""
    rules = Rules()
    meeting = {group: rules.variable() for group in pools.groups() if pools.allows(group)}
    musts = set(pools.musts)
    for pool in pools.pools:
        for one in pool:
            theirs = [(number, 1.0) for group, number in meeting.items() if one.key in group]
            rules.rule(theirs, low=float(one.key in musts), high=one.capacity)
    for pair, theirs in _by_pair(meeting, pools).items():
        rules.rule(theirs, low=float(pair in pools.locked), high=1)
    rules.rule([(number, 1.0) for number in meeting.values()], low=pools.wanted, high=pools.wanted)
    for known in without:
        rules.rule([(meeting[group], 1.0) for group in known], high=len(known) - 1)
    chosen = choose(rules, [float(pools.score(group)) for group in meeting], seconds)
    if chosen is None:
        raise Infeasible
    groups = tuple(sorted(group for group, number in meeting.items() if number in chosen.yes))
    return Grouping(sum(map(pools.score, groups)), groups, chosen.proved)


def _by_pair(meeting: dict[Group, int], pools: Pools) -> dict[tuple[str, str], list[tuple[int, float]]]:
    found: dict[tuple[str, str], list[tuple[int, float]]] = {pair: [] for pair in pools.locked}
    for group, number in meeting.items():
        for pair in combinations(group, 2):
            found.setdefault(pair, []).append((number, 1.0))
    return found


def next_best(pools: Pools, best: Grouping, number: int, seconds: float = 30) -> list[Grouping]:
    """The groupings after the best, each found with those before it ruled out."""
    found = [best]
    while len(found) <= number:
        try:
            found.append(solve_pools(pools, [frozenset(one.groups) for one in found], seconds))
        except (Infeasible, OutOfTime):
            break
    return found[1:]
