"""Two hubs that both may take several twinnings, and still meet only once."""

from dataclasses import dataclass
from typing import Any

NOBODY = -1


@dataclass(frozen=True)
class Square:
    """`cost` is a whole number or infinite; `row_of`/`column_of` say which hub a line or column is, or
    NOBODY.

    `rank` orders the columns for the tie-break; nobody comes last.
    """

    cost: Any
    row_of: list[int]
    column_of: list[int]
    rank: list[int]


def once(plain: Square, here: list[int], there: list[int]) -> Square:
    """Between two hubs with several places each: a column that one of the first's places takes, and a
    line that takes one of the second's. Both are used, or the line takes the column and the two hubs are
    apart.
    """
    import numpy

    doubles = _doubles(plain, here, there)
    size, more = len(plain.row_of), len(doubles)
    cost = numpy.full((size + more, size + more), numpy.inf)
    cost[:size, :size] = plain.cost
    rows, columns = numpy.array(plain.row_of), numpy.array(plain.column_of)
    for number, (row, column) in enumerate(doubles, start=size):
        ours, theirs = numpy.flatnonzero(rows == row), numpy.flatnonzero(columns == column)
        price = plain.cost[ours[0], theirs[0]]
        cost[numpy.ix_(ours, theirs)] = numpy.inf
        cost[ours, number] = price
        cost[number, theirs] = 0
        cost[number, number] = 0
    rank_of = dict(zip(plain.column_of, plain.rank, strict=True))
    return Square(
        cost,
        plain.row_of + [NOBODY] * more,
        plain.column_of + [column for _, column in doubles],
        plain.rank + [rank_of[column] for _, column in doubles],
    )


def _doubles(plain: Square, here: list[int], there: list[int]) -> list[tuple[int, int]]:
    lines = dict.fromkeys(row for row in plain.row_of if row != NOBODY and here[row] > 1)
    columns = dict.fromkeys(column for column in plain.column_of if column != NOBODY and there[column] > 1)
    first_line = {row: plain.row_of.index(row) for row in lines}
    first_column = {column: plain.column_of.index(column) for column in columns}
    return [
        (row, column)
        for row in lines
        for column in columns
        if plain.cost[first_line[row], first_column[column]] != float("inf")
    ]
