"""Small pairing problems for property tests, and their answers by trying everything."""

from functools import cache
from itertools import combinations, product

import numpy
from hypothesis import strategies as st

from hubs.pairing.problem import Candidate, Problem

REGIONS = ["north", "south"]


def problem(scores, **constraints):
    """A problem from a table of scores: rows are a, b, c …, columns are u, v, w …"""
    table = numpy.array(scores, dtype=numpy.int32)
    table = table.reshape(len(scores), len(scores[0]) if len(scores) else 0)
    first = tuple(Candidate(key) for key in "abcdefgh"[: table.shape[0]])
    second = tuple(Candidate(key) for key in "stuvwxyz"[: table.shape[1]])
    return Problem(first, second, table, **constraints)


@st.composite
def problems(draw, most=4, marks=(0, 3, 4, 5, 10_000), bold=True):
    """Unequal pools, few marks so that ties abound, and every kind of constraint."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    mark = st.sampled_from(marks)
    scores = draw(st.lists(st.lists(mark, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    first = tuple(draw(candidate("abcdefgh"[row], bold)) for row in range(rows))
    second = tuple(draw(candidate("stuvwxyz"[column], bold)) for column in range(columns))
    keys = list(product([one.key for one in first], [one.key for one in second]))
    pairs = st.frozensets(st.sampled_from(keys), max_size=len(keys) // 3)
    regions = st.none() | st.frozensets(st.sampled_from(list(product(REGIONS, REGIONS))), min_size=3)
    locked = draw(st.frozensets(st.sampled_from(keys), max_size=2))
    return Problem(
        first,
        second,
        numpy.array(scores, dtype=numpy.int32),
        forbidden=draw(pairs),
        locked=locked,
        regions=draw(regions),
        pairs=draw(st.none() | st.integers(0, most)) if bold else None,
    )


def candidate(key, bold):
    capacities = st.sampled_from([1, 1, 1, 2, 3] + [0] * bold)
    musts = st.sampled_from([None, None, None, True, False]) if bold else st.none()
    return st.builds(Candidate, st.just(key), st.sampled_from(REGIONS), capacities, musts)


def keeps(problem, pairs):
    """Whether a set of pairs keeps every constraint, checked one by one."""
    partners = {one.key: sum(one.key in pair for pair in pairs) for one in (*problem.first, *problem.second)}
    musts = [*zip(problem.first, problem.must_first, strict=True),
             *zip(problem.second, problem.must_second, strict=True)]  # fmt: skip
    region = {one.key: one.region for one in (*problem.first, *problem.second)}
    return (
        len(pairs) == problem.wanted
        and all(partners[one.key] <= one.capacity for one, _ in musts)
        and all(partners[one.key] >= 1 for one, must in musts if must)
        and problem.locked <= set(pairs)
        and not problem.forbidden & set(pairs)
        and (problem.regions is None or all((region[a], region[b]) in problem.regions for a, b in pairs))
    )


def everything(problem):
    """All pairings that keep the constraints, the highest total first."""
    cells = list(product([one.key for one in problem.first], [one.key for one in problem.second]))
    found = [
        frozenset(pairs) for pairs in combinations(cells, problem.wanted) if keeps(problem, pairs)
    ] if problem.wanted <= len(cells) else []  # fmt: skip
    return sorted(found, key=lambda pairs: -problem.total(pairs))


def best_total(scores, allowed):
    """The highest total when every line gets a column of its own, by dynamic programming over sets of
    columns.
    """
    rows, columns = len(scores), len(scores[0])

    @cache
    def best(row, used):
        if row == rows:
            return 0
        free = (column for column in range(columns) if allowed[row][column] and not used >> column & 1)
        below = ((scores[row][column], best(row + 1, used | 1 << column)) for column in free)
        return max((here + rest for here, rest in below if rest is not None), default=None)

    return best(0, 0)
