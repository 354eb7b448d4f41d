"""A pairing problem as one square assignment: every line takes exactly one column.

A hub appears as often as its capacity; its first place is one that has to be filled if it must be paired.
Dummy lines and columns take the places that stay empty, and as there is exactly one for each of those,
the number of pairs comes out as wanted. Where both hubs could be doubled, two more nodes see to it that
they meet only once.
"""

from dataclasses import dataclass
from typing import Any

from hubs.pairing.doubling import NOBODY, Square, once
from hubs.pairing.problem import Infeasible, Pair, Problem


@dataclass(frozen=True)
class Side:
    """The places of one pool: whose each is, and whether it has to be filled."""

    hubs: list[int]
    filled: list[bool]


def left_over(problem: Problem) -> tuple[list[int], list[int], list[bool], list[bool], int]:
    """Capacities, musts and number of pairs that remain when the locked pairs are made."""
    rooms = [one.capacity for one in problem.first], [one.capacity for one in problem.second]
    musts = list(problem.must_first), list(problem.must_second)
    for first, second in problem.locked:
        row, column = problem.rows[first], problem.columns[second]
        if not problem.allowed[row, column]:
            raise Infeasible
        for side, place in enumerate((row, column)):
            rooms[side][place] -= 1
            musts[side][place] = False
            if rooms[side][place] < 0:
                raise Infeasible
    wanted = problem.wanted - len(problem.locked)
    return *rooms, *musts, wanted


def square(problem: Problem, order: tuple[Any, Any]) -> Square:
    """The assignment that is left beside the locked pairs, lines and columns in the given order."""
    here, there, must_here, must_there, wanted = left_over(problem)
    lines = _side([int(row) for row in order[0]], here, must_here)
    columns = _side([int(column) for column in order[1]], there, must_there)
    empty_lines, empty_columns = len(lines.hubs) - wanted, len(columns.hubs) - wanted
    if wanted < 0 or empty_lines < 0 or empty_columns < 0:
        raise Infeasible
    cost = _cost(problem, lines, columns, empty_lines, empty_columns)
    row_of = lines.hubs + [NOBODY] * empty_columns
    column_of = columns.hubs + [NOBODY] * empty_lines
    places = {int(column): rank for rank, column in enumerate(order[1])}
    rank = [places.get(column, len(places)) for column in column_of]
    plain = Square(cost, row_of, column_of, rank)
    return once(plain, here, there) if max(here, default=0) > 1 and max(there, default=0) > 1 else plain


def _side(order: list[int], rooms: list[int], musts: list[bool]) -> Side:
    places = [(hub, number) for hub in order for number in range(rooms[hub])]
    return Side([hub for hub, _ in places], [number == 0 and musts[hub] for hub, number in places])


def _cost(problem: Problem, lines: Side, columns: Side, empty_lines: int, empty_columns: int) -> Any:
    import numpy

    wanted = numpy.negative(problem.scores, dtype=float)
    wanted[~problem.allowed] = numpy.inf
    for first, second in problem.locked:  # made already, and only once
        wanted[problem.rows[first], problem.columns[second]] = numpy.inf
    spread = wanted.take(lines.hubs, axis=0).take(columns.hubs, axis=1)
    if not empty_lines and not empty_columns:
        return spread
    cost = numpy.zeros((len(lines.hubs) + empty_columns, len(columns.hubs) + empty_lines))
    cost[: len(lines.hubs), : len(columns.hubs)] = spread
    cost[len(lines.hubs) :, len(columns.hubs) :] = numpy.inf
    cost[: len(lines.hubs), len(columns.hubs) :][numpy.array(lines.filled, dtype=bool)] = numpy.inf
    cost[len(lines.hubs) :, : len(columns.hubs)][:, numpy.array(columns.filled, dtype=bool)] = numpy.inf
    return cost


def chosen(problem: Problem, made: Square, columns: Any) -> frozenset[Pair]:
    """The pairs of hubs that an assignment of columns to lines means, with the locked ones."""
    found = {
        (row, made.column_of[int(column)])
        for row, column in zip(made.row_of, columns, strict=True)
        if row != NOBODY and made.column_of[int(column)] != NOBODY
    }
    return problem.locked | {(problem.first[row].key, problem.second[column].key) for row, column in found}
