"""The scores of all pairs of two pools at once, with numpy: the same numbers as `fit`, without its sentences.

Hubs that are alike in what a component reads are reckoned once, and spread over the matrix afterwards.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hubs.pairing import tables
from hubs.pairing.fit import WEIGHTS, points, shares
from hubs.pairing.meeting_tables import add_meetings
from hubs.pairing.profiles import Hours, Profile
from hubs.pairing.saying import WHOLE
from hubs.pairing.tables import Matrix

Trait = Any  # what a component reads of a hub

Values = Callable[[Sequence[Trait], Sequence[Trait], Hours], Matrix]


def scores(
    first: Sequence[Profile], second: Sequence[Profile], hours: Hours, weights: Mapping[str, int] = WEIGHTS
) -> Matrix:
    """One row for each hub of the first pool, one column for each of the second."""
    import numpy

    found = numpy.zeros((len(first), len(second)), dtype=numpy.int32)
    if not found.size:
        return found
    weighed = shares(weights)
    if MEETINGS & weighed.keys():
        add_meetings(found, first, second, weighed)
    for code, most in weighed.items():
        if code in SPARSE:
            SPARSE[code](found, first, second, most)
        elif code in TRAITS:
            _spread(found, *TRAITS[code], first, second, hours, most)
    return found


def _spread(
    found: Matrix,
    trait: Callable[[Profile], Trait],
    values: Values,
    first: Sequence[Profile],
    second: Sequence[Profile],
    hours: Hours,
    most: int,
) -> None:
    """Reckon the points of each two kinds of hubs, and add them to all hubs of those kinds."""
    rows, these = tables.kinds([trait(one) for one in first])
    columns, those = tables.kinds([trait(one) for one in second])
    gained = points(most, values(these, those, hours).astype("int32"))
    found += gained.take(columns, axis=1).take(rows, axis=0)


def _add_wishes_of_first(
    found: Matrix, first: Sequence[Profile], second: Sequence[Profile], most: int
) -> None:
    import numpy

    columns = {one.key: column for column, one in enumerate(second)}
    cells = [
        (row, columns[key], rank)
        for row, chooser in enumerate(first)
        for key, rank in _ranks(chooser).items()
        if key in columns
    ]
    rows, those, ranks = numpy.array(cells, dtype=numpy.int32).reshape(-1, 3).T
    found[rows, those] += points(most, WHOLE // ranks)


def _add_wishes_of_second(
    found: Matrix, first: Sequence[Profile], second: Sequence[Profile], most: int
) -> None:
    _add_wishes_of_first(found.T, second, first, most)


def _ranks(chooser: Profile) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for rank, liked in enumerate(chooser.prefers, 1):
        for key in liked:
            ranks.setdefault(key, rank)
    return ranks


def _met_before(first: Sequence[Profile], second: Sequence[Profile]) -> set[tuple[int, int]]:
    rows = {one.key: row for row, one in enumerate(first)}
    columns = {one.key: column for column, one in enumerate(second)}
    here = {(row, columns[key]) for row, one in enumerate(first) for key in one.contacts if key in columns}
    there = {(rows[key], column) for column, one in enumerate(second) for key in one.contacts if key in rows}
    return here | there


def _add_contact(found: Matrix, first: Sequence[Profile], second: Sequence[Profile], most: int) -> None:
    for row, column in _met_before(first, second):
        found[row, column] += most


def _add_discovery(found: Matrix, first: Sequence[Profile], second: Sequence[Profile], most: int) -> None:
    found += most
    _add_contact(found, first, second, -most)


MEETINGS = {"gives", "takes", "reciprocity"}

TRAITS: dict[str, tuple[Callable[[Profile], Trait], Values]] = {
    "areas": (lambda one: one.areas, tables.areas),
    "languages": (lambda one: one.languages, tables.languages),
    "hours": (lambda one: one.place, tables.office_hours),
    "bella": (lambda one: one.bella, tables.bella),
    "size": (lambda one: one.size, tables.alike),
    "maturity": (lambda one: one.maturity, tables.alike),
}

SPARSE: dict[str, Callable[[Matrix, Sequence[Profile], Sequence[Profile], int], None]] = {
    "wished_by_first": _add_wishes_of_first,
    "wished_by_second": _add_wishes_of_second,
    "contact": _add_contact,
    "discovery": _add_discovery,
}
