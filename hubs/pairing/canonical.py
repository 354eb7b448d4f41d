"""An order of hubs that does not look at their names, so that renaming them changes nothing but names.

Hubs get colours from what they are in the problem (capacity, whether they must be paired) and are told
apart by their scores with the colours on the other side, again and again until nothing new is told apart.
Hubs are ordered by colour; the key decides only between hubs that neither scores nor constraints tell
apart, and these are interchangeable.
"""

from typing import Any

from hubs.pairing.problem import Problem

ROUNDS = 6
FORBIDDEN, LOCKED, FIRST_SCORE = 0, 1, 2


def orders(problem: Problem) -> tuple[Any, Any]:
    """Rows and columns in canonical order, as indices."""
    import numpy

    rows, columns = colours(problem)
    here = numpy.lexsort((numpy.array([one.key for one in problem.first]), rows))
    there = numpy.lexsort((numpy.array([one.key for one in problem.second]), columns))
    return here, there


def colours(problem: Problem) -> tuple[Any, Any]:
    """A number for each hub of both pools; equal for hubs that cannot be told apart without names."""

    edges = _edges(problem)
    rows = _mixed(_nature(problem.first, problem.must_first, 1))
    columns = _mixed(_nature(problem.second, problem.must_second, 2))
    told_apart = 0
    for _round in range(ROUNDS):
        rows, columns = _mixed(rows + edges @ columns), _mixed(columns + edges.T @ rows)
        now = len(set(rows.tolist())) + len(set(columns.tolist()))
        if now in (told_apart, len(rows) + len(columns)):
            break
        told_apart = now
    return rows, columns


def _edges(problem: Problem) -> Any:
    """A scattered number for each score, and for forbidden and locked pairs numbers of their own."""
    import numpy

    marks = numpy.where(problem.allowed, problem.scores + FIRST_SCORE, FORBIDDEN)
    for first, second in problem.locked:
        marks[problem.rows[first], problem.columns[second]] = LOCKED
    return _mixed(numpy.arange(marks.max(initial=0) + 1))[marks]


def _nature(pool: Any, musts: Any, side: int) -> Any:
    import numpy

    return numpy.array(
        [(one.capacity * 2 + must) * 4 + side for one, must in zip(pool, musts, strict=True)],
        dtype=numpy.int64,
    )


def _mixed(numbers: Any) -> Any:
    """Each number to a scattered one of 64 bits, always the same (splitmix64)."""
    import numpy

    with numpy.errstate(over="ignore"):
        mixed = numbers.astype(numpy.uint64) + numpy.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return mixed ^ (mixed >> numpy.uint64(31))
