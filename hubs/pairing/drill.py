"""If a hub left: who takes its place from the reserve, and which pairs change, so that least is broken.

The best repair is the first in this order:

1. as many twinnings as before, else the fewest less; only twins of the hub itself may then go without;
2. the fewest running pairs broken (its own do not count: they are lost in any case);
3. the highest total of all pairs, and of equals whoever comes first in the reserve.

Each of the reserve is tried, and a pair that is kept weighs more than all scores together: it is exact.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hubs.pairing.problem import Candidate, Infeasible, Pair, Problem, sorted_pairs
from hubs.pairing.saying import WHOLE
from hubs.pairing.solve import solve


@dataclass(frozen=True)
class Repair:
    """`joins` takes the place (None: the reserve is empty); `without` had a twin and have none now."""

    joins: str | None
    pairs: tuple[Pair, ...]
    broken: tuple[Pair, ...]
    made: tuple[Pair, ...]
    without: tuple[str, ...]
    total: int


@dataclass(frozen=True)
class Loss:
    """What is left when the hub has gone: the pairs that run on, and those whom it has left."""

    problem: Problem
    running: frozenset[Pair]
    gone: str

    @property
    def lost(self) -> frozenset[Pair]:
        return frozenset(pair for pair in self.running if self.gone in pair)

    @property
    def kept(self) -> frozenset[Pair]:
        return self.running - self.lost

    @property
    def left(self) -> set[str]:
        return {key for pair in self.lost for key in pair} - {self.gone}


def repair(problem: Problem, running: Collection[Pair], gone: str, reserve: Sequence[str]) -> Repair:
    """`problem` knows the selected, and those of `reserve`, who may take the place, in this order."""
    loss = Loss(problem, frozenset(running), gone)
    joining: list[str | None] = [*reserve] or [None]
    for number in range(len(loss.running), len(loss.kept), -1):
        found = [_found(loss, joins, number, reserve) for joins in joining]
        if possible := [one for one in found if one is not None]:
            return min(possible, key=lambda one: (len(one.broken), -one.total))
    return _told(loss, next(iter(reserve), None), loss.kept)


def _found(loss: Loss, joins: str | None, number: int, reserve: Sequence[str]) -> Repair | None:
    try:
        pairs = solve(_without(loss, joins, number, reserve)).pairs
    except Infeasible:
        return None
    return _told(loss, joins, pairs)


def _without(loss: Loss, joins: str | None, number: int, reserve: Sequence[str]) -> Problem:
    """The same problem without the hub and without the others in reserve; what runs may run on."""
    away = {loss.gone, *reserve} - {joins}
    fewer = number < len(loss.running)
    bound = {key for pair in loss.kept for key in pair} | (set() if fewer else loss.left)
    first, second = (
        tuple(_candidate(one, loss, away, bound) for one in pool)
        for pool in (loss.problem.first, loss.problem.second)
    )
    return loss.problem.but(
        first=first,
        second=second,
        scores=_weighed(loss),
        forbidden=loss.problem.forbidden - loss.kept,
        locked=frozenset(),
        pairs=number,
    )


def _candidate(one: Candidate, loss: Loss, away: Collection[str], bound: Collection[str]) -> Candidate:
    runs = sum(one.key in pair for pair in loss.kept)
    capacity = 0 if one.key in away else max(one.capacity, runs)
    return replace(one, capacity=capacity, must=one.key in bound)


def _weighed(loss: Loss) -> Any:
    import numpy

    problem = loss.problem
    more_than_all = (WHOLE + 1) * (len(loss.running) + 1)
    scores = numpy.array(problem.scores, dtype=numpy.int64)
    for first, second in loss.kept:
        scores[problem.rows[first], problem.columns[second]] += more_than_all
    return scores


def _told(loss: Loss, joins: str | None, pairs: Collection[Pair]) -> Repair:
    after = frozenset(pairs)
    had = {key for pair in loss.running for key in pair} - {loss.gone}
    have = {key for pair in after for key in pair}
    return Repair(
        joins,
        sorted_pairs(after),
        sorted_pairs(loss.kept - after),
        sorted_pairs(after - loss.kept),
        tuple(sorted(had - have)),
        loss.problem.total(sorted_pairs(after)),
    )
