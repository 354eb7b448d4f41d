"""Which of several best assignments: the one that gives each line in turn its first possible column.

An assignment together with prices (dual values) shows which lines may hold which columns at no loss.
Lines and columns on a circle of such possibilities can change places; where there is no circle, the best
assignment is the only one.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MOST = 500_000  # possibilities of changing places; with more of them ties stay as the solver breaks them


@dataclass
class Held:
    """An assignment while it is improved: the column of each line, the line of each column, and what may
    change.
    """

    column_of: list[int]
    line_of: list[int]
    may_hold: dict[int, list[int]]  # line: columns on a circle with it
    may_be_held: dict[int, list[int]]  # column: lines


def first_of_the_best(cost: Any, columns: Any, rank: Sequence[int]) -> list[int]:
    """Of all assignments that cost as much as this one, the first in the order of lines and ranks."""
    held = _held(cost, [int(column) for column in columns])
    for line in sorted(held.may_hold):
        _improve(line, held, rank)
    return held.column_of


def _held(cost: Any, column_of: list[int]) -> Held:
    line_of = [0] * len(column_of)
    for line, column in enumerate(column_of):
        line_of[column] = line
    held = Held(column_of, line_of, defaultdict(list), defaultdict(list))
    for column, other in _circles(_free_moves(cost, line_of)):
        held.may_hold[line_of[column]].append(other)
        held.may_be_held[other].append(line_of[column])
    return held


def _free_moves(cost: Any, line_of: list[int]) -> Any:
    """A matrix of columns: where the line on the one may hold the other without loss."""
    import numpy

    # No way is longer than all lines, so that small whole numbers stay exact in short floats.
    longest = numpy.ptp(cost[numpy.isfinite(cost)]) * (len(cost) + 1)
    exact = numpy.float32 if longest < 2**24 else numpy.float64
    # The line that holds column c stands at c.
    surplus = cost.astype(exact)[numpy.array(line_of)]
    surplus -= surplus.diagonal()[:, None].copy()
    prices = surplus.min(axis=0)
    fallen = numpy.arange(len(prices))
    while len(fallen):  # those whose price fell may make others fall
        lower = (surplus[fallen] + prices[fallen, None]).min(axis=0)
        fallen = numpy.flatnonzero(lower < prices)
        prices[fallen] = lower[fallen]
    return surplus + prices[:, None] == prices[None, :]


def _circles(free: Any) -> list[tuple[int, int]]:
    """The free moves that lead back to where they began, by way of others."""
    import numpy
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    number, component = connected_components(csr_matrix(free), connection="strong")
    if number == len(free):
        return []
    here, there = numpy.nonzero(free)
    inside = component[here] == component[there]
    several = numpy.bincount(component)[component[here]] > 1
    possible = inside & several
    if possible.sum() > MOST:
        return []
    return list(zip(here[possible].tolist(), there[possible].tolist(), strict=True))


def _improve(line: int, held: Held, rank: Sequence[int]) -> None:
    """Give the line the first column that it can have while the lines before it keep theirs."""
    own = held.column_of[line]
    better = [one for one in held.may_hold[line] if rank[one] < rank[own] and held.line_of[one] > line]
    if not better:
        return
    following = _ways_to(own, line, held)
    reachable = [one for one in better if one in following]
    if reachable:
        _change_places(line, min(reachable, key=lambda one: (rank[one], one)), following, held)


def _ways_to(own: int, line: int, held: Held) -> dict[int, int]:
    """From each column whose line could move on until `own` is taken: the next column on that way."""
    following: dict[int, int] = {}
    waiting = deque([own])
    while waiting:
        wanted = waiting.popleft()
        for mover in held.may_be_held[wanted]:
            left = held.column_of[mover]
            if mover > line and left not in following and left != own:
                following[left] = wanted
                waiting.append(left)
    return following


def _change_places(line: int, column: int, following: dict[int, int], held: Held) -> None:
    own = held.column_of[line]
    mover, taken = line, column
    while True:
        next_mover = held.line_of[taken]
        held.column_of[mover], held.line_of[taken] = taken, mover
        if taken == own:
            return
        mover, taken = next_mover, following[taken]
