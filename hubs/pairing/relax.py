"""Where no pairing keeps all constraints: the smallest set of them to give up, in words.

Every constraint may be given up at the price of one; among equally small sets those are taken that a
coordinator gives up more easily, in the order of `EASE`, and then those that leave the highest total. The
solver proves that no smaller set will do.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import prod

from hubs.pairing.pools import Group, Pools
from hubs.pairing.saying import Said, gettext_noop
from hubs.pairing.wholes import OutOfTime, Rules, choose

LARGEST = 60_000  # pairs or threes; above, the solver does not finish in time
EASE = ["locked", "forbidden", "must", "capacity", "number", "regions"]
SENTENCES = {
    "locked": gettext_noop("Unlock %(first)s and %(second)s."),
    "forbidden": gettext_noop("Allow %(first)s and %(second)s to be paired."),
    "must": gettext_noop("Let %(first)s stay without a twin."),
    "capacity": gettext_noop("Let %(first)s take more than %(number)s twinnings."),
    "number": gettext_noop("Settle for another number of twinnings than %(number)s."),
    "regions": gettext_noop("Let hubs of %(first)s and %(second)s be paired."),
}


@dataclass(frozen=True)
class Constraint:
    """`names` are hubs, for `regions` their codes; `number` is what the constraint says."""

    kind: str
    names: tuple[str, ...] = ()
    number: int = 0

    @property
    def said(self) -> Said:
        values = dict(zip(("first", "second"), self.names, strict=False))
        return Said(SENTENCES[self.kind], values | {"number": self.number})


@dataclass(frozen=True)
class Relaxation:
    """`proved`: no smaller set will do. Else the pools are too large to say, and the set is empty."""

    constraints: tuple[Constraint, ...]
    proved: bool


def relax(pools: Pools) -> Relaxation:
    """The fewest constraints without which there is a pairing; none where there is one anyway."""
    if prod(map(len, pools.pools)) > LARGEST:
        return Relaxation((), False)
    try:
        return _smallest(pools)
    except OutOfTime:
        return Relaxation((), False)


def _smallest(pools: Pools) -> Relaxation:
    rules, groups = Rules(), pools.groups()
    meeting = {group: rules.variable() for group in groups}
    given_up = {one: rules.variable() for one in constraints(pools)}
    by_hub = _by_hub(meeting)
    for one, variable in given_up.items():
        near = by_hub[one.names[0]] if one.names and one.kind != "regions" else meeting
        _add(rules, pools, near, one, variable)
    if len(pools.pools) > 2:  # two hubs meet only once, whoever the third is
        for theirs in _by_pair(meeting).values():
            rules.rule(theirs, high=1)
    prices = [1000.0 + EASE.index(one.kind) for one in given_up]
    chosen = choose(rules, [0.0] * len(groups) + [-price for price in prices])
    if chosen is None or not chosen.proved:  # not in time: a set that may be far too large helps nobody
        return Relaxation((), False)
    paid = list(zip(given_up.values(), prices, strict=True))
    rules.rule(paid, high=sum(price for variable, price in paid if variable in chosen.yes))
    richest = choose(rules, [float(pools.score(group)) for group in groups] + [0.0] * len(given_up))
    kept = richest.yes if richest else chosen.yes
    found = [one for one, variable in given_up.items() if variable in kept]
    return Relaxation(tuple(found), True)


def constraints(pools: Pools) -> list[Constraint]:
    """Everything that somebody decided, in one order."""
    found = [Constraint("locked", pair) for pair in sorted(pools.locked)]
    found += [Constraint("forbidden", pair) for pair in sorted(pools.forbidden)]
    found += [Constraint("must", (key,)) for key in sorted(pools.musts)]
    hubs = sorted((one.key, one.capacity) for pool in pools.pools for one in pool)
    found += [Constraint("capacity", (key,), capacity) for key, capacity in hubs]
    found += [Constraint("regions", pair) for pair in sorted(_separated(pools))]
    return [*found, Constraint("number", (), pools.wanted)]


def _separated(pools: Pools) -> set[tuple[str, str]]:
    if pools.regions is None:
        return set()
    regions = [{one.region for one in pool} for pool in pools.pools]
    met = {(a, b) for here, there in combinations(regions, 2) for a in here for b in there}
    return met - pools.regions


Meeting = dict[Group, int]


def _by_hub(meeting: Meeting) -> dict[str, Meeting]:
    found: dict[str, Meeting] = defaultdict(dict)
    for group, number in meeting.items():
        for key in group:
            found[key][group] = number
    return found


def _by_pair(meeting: Meeting) -> dict[tuple[str, str], list[tuple[int, float]]]:
    found: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for group, number in meeting.items():
        for pair in combinations(group, 2):
            found.setdefault(pair, []).append((number, 1.0))
    return found


def _add(rules: Rules, pools: Pools, meeting: Meeting, one: Constraint, given_up: int) -> None:
    """The constraint holds unless it is given up."""
    theirs = [(number, 1.0) for group, number in meeting.items() if _concerns(pools, one, group)]
    large = float(len(theirs) + one.number)
    if one.kind in ("locked", "must"):
        rules.rule([*theirs, (given_up, 1.0)], low=1)
    elif one.kind in ("forbidden", "regions"):
        rules.rule([*theirs, (given_up, -large)], high=0)
    else:
        rules.rule([*theirs, (given_up, -large)], high=one.number)
    if one.kind == "number":
        rules.rule([*theirs, (given_up, large)], low=one.number)


def _concerns(pools: Pools, one: Constraint, group: Group) -> bool:
    if one.kind == "regions":
        return one.names in pools.region_pairs(group)
    return set(one.names) <= set(group)


def in_words(found: Iterable[Constraint]) -> list[str]:
    return [one.said.in_english() for one in found]
