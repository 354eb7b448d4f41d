"""Two pools to pair: who may be paired with whom, who must be, and how many twinnings there shall be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

Pair = tuple[str, str]  # a hub of the first pool and one of the second, by key


class Infeasible(Exception):
    """No pairing keeps all constraints."""


@dataclass(frozen=True)
class Candidate:
    """A hub in a pool. `capacity`: the most twinnings it may take. `must`: it has to get one; None: if
    numbers allow.
    """

    key: str
    region: str = ""
    capacity: int = 1
    must: bool | None = None


@dataclass(frozen=True)
class Problem:
    """`scores` has a row for each candidate of the first pool, a column for each of the second.

    `regions` are the pairs of regions that the programme brings together; None: all. `pairs` is the number of
    twinnings; None: one for each hub of the larger pool, as far as capacities allow.
    """

    first: tuple[Candidate, ...]
    second: tuple[Candidate, ...]
    scores: Any
    forbidden: frozenset[Pair] = frozenset()
    locked: frozenset[Pair] = frozenset()
    regions: frozenset[tuple[str, str]] | None = None
    pairs: int | None = None

    @cached_property
    def rows(self) -> dict[str, int]:
        return {one.key: row for row, one in enumerate(self.first)}

    @cached_property
    def columns(self) -> dict[str, int]:
        return {one.key: column for column, one in enumerate(self.second)}

    @property
    def wanted(self) -> int:
        """How many twinnings there shall be."""
        if self.pairs is not None:
            return self.pairs
        larger = max(len(self.first), len(self.second)) if self.first and self.second else 0
        return min(larger, _room(self.first), _room(self.second))

    @cached_property
    def must_first(self) -> tuple[bool, ...]:
        return _musts(self.first, self.wanted)

    @cached_property
    def must_second(self) -> tuple[bool, ...]:
        return _musts(self.second, self.wanted)

    @cached_property
    def allowed(self) -> Any:
        """True where the regions fit and nobody has forbidden the pair."""
        import numpy

        allowed = self.fits_regions.copy()
        here = [self.rows[first] for first, _ in self.forbidden]
        there = [self.columns[second] for _, second in self.forbidden]
        allowed[numpy.array(here, dtype=int), numpy.array(there, dtype=int)] = False
        return allowed

    @cached_property
    def fits_regions(self) -> Any:
        """True where the programme brings the regions together."""
        import numpy

        if self.regions is None:
            return numpy.ones((len(self.first), len(self.second)), dtype=bool)
        here = _codes(sorted({one.region for one in self.first}), self.first)
        there = _codes(sorted({one.region for one in self.second}), self.second)
        table = numpy.array(
            [[(a, b) in self.regions for b in there[0]] for a in here[0]], dtype=bool
        ).reshape(len(here[0]), len(there[0]))
        return table.take(there[1], axis=1).take(here[1], axis=0)

    def score(self, pair: Pair) -> int:
        return int(self.scores[self.rows[pair[0]], self.columns[pair[1]]])

    def total(self, pairs: Sequence[Pair]) -> int:
        return sum(map(self.score, pairs))

    def but(self, **changes: Any) -> "Problem":
        return replace(self, **changes)


def _room(pool: Sequence[Candidate]) -> int:
    return sum(one.capacity for one in pool)


def _musts(pool: Sequence[Candidate], wanted: int) -> tuple[bool, ...]:
    """Everybody has to be in a pair where there are enough pairs for all."""
    by_number = wanted >= sum(one.capacity > 0 for one in pool)
    return tuple((by_number if one.must is None else one.must) and one.capacity > 0 for one in pool)


def _codes(regions: list[str], pool: Sequence[Candidate]) -> tuple[list[str], list[int]]:
    places = {region: place for place, region in enumerate(regions)}
    return regions, [places[one.region] for one in pool]


def sorted_pairs(pairs: frozenset[Pair] | set[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs))
