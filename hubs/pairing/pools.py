"""Two pools or three, and twinnings with one hub of each: what relaxing and pairing by threes reckon with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Any

from hubs.pairing.problem import Candidate, Pair, Problem

Group = tuple[str, ...]  # the hubs of one twinning, in the order of the pools


@dataclass(frozen=True)
class Pools:
    """Like `Problem`, for any number of pools; `scores` are between each two of them, by their numbers.

    The score of a twinning is the sum of those of its pairs.
    """

    pools: tuple[tuple[Candidate, ...], ...]
    scores: Mapping[tuple[int, int], Any]
    forbidden: frozenset[Pair] = frozenset()
    locked: frozenset[Pair] = frozenset()
    regions: frozenset[tuple[str, str]] | None = None
    twinnings: int | None = None

    @classmethod
    def of(cls, problem: Problem) -> "Pools":
        pools, scores = (problem.first, problem.second), {(0, 1): problem.scores}
        return cls(pools, scores, problem.forbidden, problem.locked, problem.regions, problem.pairs)

    @property
    def wanted(self) -> int:
        if self.twinnings is not None:
            return self.twinnings
        if not all(self.pools):
            return 0
        rooms = [sum(one.capacity for one in pool) for pool in self.pools]
        return min(max(map(len, self.pools)), *rooms)

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """Where each hub stands: the pool, and the place in it."""
        return {
            one.key: (pool, place) for pool, hubs in enumerate(self.pools) for place, one in enumerate(hubs)
        }

    @cached_property
    def musts(self) -> tuple[str, ...]:
        return tuple(
            one.key
            for pool in self.pools
            for one in pool
            if one.capacity > 0
            and (one.must if one.must is not None else self.wanted >= sum(hub.capacity > 0 for hub in pool))
        )

    def groups(self) -> list[Group]:
        """Every twinning that can be thought of."""
        return list(product(*(sorted(one.key for one in pool) for pool in self.pools)))

    def region_pairs(self, group: Group) -> set[tuple[str, str]]:
        """The regions that this twinning would bring together against the programme."""
        if self.regions is None:
            return set()
        regions = [self.pools[pool][place].region for pool, place in (self.places[key] for key in group)]
        return set(combinations(regions, 2)) - self.regions

    def allows(self, group: Group) -> bool:
        return not self.region_pairs(group) and not self.forbidden & set(combinations(group, 2))

    def score(self, group: Group) -> int:
        return sum(self.pair_score(pair) for pair in combinations(group, 2))

    def pair_score(self, pair: Pair) -> int:
        (here, row), (there, column) = (self.places[key] for key in pair)
        return int(self.scores[here, there][row, column])
