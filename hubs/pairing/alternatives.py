"""The next best pairings, in order (Murty): what else there is, and what it would cost.

Each pairing found splits what is left: without its first pair; with its first and without its second; and
so on. These parts do not overlap, and each is a smaller problem with more locked and forbidden pairs.
"""

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Any

from hubs.pairing.canonical import orders
from hubs.pairing.problem import Infeasible, Pair, Problem
from hubs.pairing.solve import Solution, solve


@dataclass(frozen=True)
class Alternative:
    """Another pairing: `less` than the best, without `gone`, with `new` instead."""

    total: int
    less: int
    pairs: tuple[Pair, ...]
    gone: tuple[Pair, ...]
    new: tuple[Pair, ...]


def alternatives(problem: Problem, number: int = 5) -> list[Alternative]:
    """The `number` best pairings after the best one, fewer where there are no more."""
    order = orders(problem)
    found: list[Solution] = []
    waiting: list[tuple[Any, int, Solution, Problem]] = []
    tickets = count()
    _await(problem, order, waiting, tickets)
    while waiting and len(found) <= number:
        _, _, solution, part = heappop(waiting)
        found.append(solution)
        if len(found) <= number:
            for smaller in _split(part, solution):
                _await(smaller, order, waiting, tickets)
    return [_compared(found[0], other) for other in found[1:]]


def _await(part: Problem, order: tuple[Any, Any], waiting: list[Any], tickets: Any) -> None:
    try:
        solution = solve(part, order)
    except Infeasible:
        return
    heappush(waiting, ((-solution.total, _sequence(part, order, solution)), next(tickets), solution, part))


def _sequence(problem: Problem, order: tuple[Any, Any], solution: Solution) -> list[list[int]]:
    """What the tie-break compares: the partners of each hub in turn, those without one last."""
    place = {int(column): rank for rank, column in enumerate(order[1])}
    partners: dict[int, list[int]] = {int(row): [] for row in order[0]}
    for first, second in solution.pairs:
        partners[problem.rows[first]].append(place[problem.columns[second]])
    nobody = [len(place)]
    return [
        (sorted(theirs) + nobody * problem.first[row].capacity)[: problem.first[row].capacity]
        for row, theirs in partners.items()
    ]


def _split(part: Problem, solution: Solution) -> list[Problem]:
    """Everything in this part but the solution itself, in parts that do not overlap."""
    # What was decided for the whole must not change when pairs are fixed.
    fixed = part.but(pairs=part.wanted)
    free = [pair for pair in solution.pairs if pair not in part.locked]
    return [
        fixed.but(forbidden=part.forbidden | {pair}, locked=part.locked | set(free[:number]))
        for number, pair in enumerate(free)
    ]


def _compared(best: Solution, other: Solution) -> Alternative:
    gone = tuple(pair for pair in best.pairs if pair not in other.pairs)
    new = tuple(pair for pair in other.pairs if pair not in best.pairs)
    return Alternative(other.total, best.total - other.total, other.pairs, gone, new)
