"""The values of components for two lists of what they read of hubs, as tables, with numpy."""

from collections.abc import Mapping, Sequence
from typing import Any

from hubs.pairing.likeness import BELLA_HALVES, ENOUGH_LANGUAGES, STEPS
from hubs.pairing.office_hours import minutes_of, shared_minutes_table
from hubs.pairing.profiles import Hours
from hubs.pairing.saying import WHOLE

Matrix = Any  # of whole numbers


def kinds(traits: Sequence[Any]) -> tuple[Any, list[Any]]:
    """For each hub the number of its kind, and the kinds."""
    import numpy

    numbers: dict[Any, int] = {}
    kinds = [numbers.setdefault(trait, len(numbers)) for trait in traits]
    return numpy.array(kinds), list(numbers)


def members(sets: Sequence[frozenset[Any]], order: Mapping[Any, int]) -> Matrix:
    """One row for each set, one column for each thing that may be in it."""
    import numpy

    table = numpy.zeros((len(sets), max(1, len(order))), dtype=numpy.float32)
    rows = numpy.repeat(numpy.arange(len(sets)), [len(things) for things in sets])
    table[rows, [order[thing] for things in sets for thing in things]] = 1
    return table


def numbering(sets: Sequence[frozenset[Any]]) -> dict[Any, int]:
    return {thing: place for place, thing in enumerate(set().union(*sets))}


def _shared(first: Sequence[frozenset[str]], second: Sequence[frozenset[str]]) -> Matrix:
    order = numbering([*first, *second])
    return (members(first, order) @ members(second, order).T).astype("int32")


def areas(first: Sequence[frozenset[str]], second: Sequence[frozenset[str]], hours: Hours) -> Matrix:
    import numpy

    shared = _shared(first, second)
    here, there = (numpy.array([len(one) for one in side], dtype=numpy.int32) for side in (first, second))
    return WHOLE * shared // numpy.maximum(1, here[:, None] + there[None, :] - shared)


def languages(first: Sequence[frozenset[str]], second: Sequence[frozenset[str]], hours: Hours) -> Matrix:
    import numpy

    return numpy.minimum(WHOLE, WHOLE * _shared(first, second) // ENOUGH_LANGUAGES)


def office_hours(first: Sequence[Any], second: Sequence[Any], hours: Hours) -> Matrix:
    import numpy

    table = numpy.zeros((len(first), len(second)), dtype=numpy.int64)
    rows, columns = ([number for number, place in enumerate(side) if place] for side in (first, second))
    if not rows or not columns:
        return table
    here, there = [first[row] for row in rows], [second[column] for column in columns]
    own = [numpy.array([minutes_of(place, hours) for place in side]) for side in (here, there)]
    fewer = numpy.minimum(own[0][:, None], own[1][None, :])
    minutes = shared_minutes_table(here, there, hours)
    table[numpy.ix_(rows, columns)] = WHOLE * minutes // fewer
    return table


def bella(first: Sequence[str], second: Sequence[str], hours: Hours) -> Matrix:
    import numpy

    here, there = (numpy.array([BELLA_HALVES.get(one, 0) for one in side]) for side in (first, second))
    return WHOLE * here[:, None] * there[None, :] // 4


def alike(first: Sequence[int], second: Sequence[int], hours: Hours) -> Matrix:
    import numpy

    here, there = numpy.array(first)[:, None], numpy.array(second)[None, :]
    near = WHOLE * (STEPS - abs(here - there)) // STEPS
    return numpy.where((here > 0) & (there > 0), near, 0)
