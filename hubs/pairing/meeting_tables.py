"""Offers that meet needs, for all pairs of two pools at once, with numpy."""

from collections.abc import Mapping, Sequence

from hubs.pairing.meetings import FULLY, comparable
from hubs.pairing.profiles import Profile, Wish
from hubs.pairing.saying import WHOLE
from hubs.pairing.tables import Matrix, kinds, members, numbering


def add_meetings(
    found: Matrix, first: Sequence[Profile], second: Sequence[Profile], weighed: Mapping[str, int]
) -> None:
    """Offers that meet needs, there and back, and the lesser of the two: reckoned from the same two
    tables.
    """
    import numpy

    rows, these = kinds([(one.offers, comparable(one.needs)) for one in first])
    columns, those = kinds([(one.offers, comparable(one.needs)) for one in second])
    there = _met([offers for offers, _ in these], [needs for _, needs in those])
    back = numpy.ascontiguousarray(_met([offers for offers, _ in those], [needs for _, needs in these]).T)
    least = numpy.minimum(there, back)
    gained = _turned_to_points(there, weighed.get("gives", 0))
    gained += _turned_to_points(back, weighed.get("takes", 0))
    gained += _turned_to_points(least, weighed.get("reciprocity", 0))
    found += gained.take(columns, axis=1).take(rows, axis=0)


def _turned_to_points(values: Matrix, most: int) -> Matrix:
    """As `points`, in place: new memory costs more here than arithmetic."""
    values *= most
    values += WHOLE // 2
    values //= WHOLE
    return values


def _met(givers: Sequence[frozenset[Wish]], needs: Sequence[frozenset[Wish]]) -> Matrix:
    """How far offers meet each need (2, 1, 0) for each giver, times who has the need."""
    import numpy

    offered, needed = numbering(givers), numbering(needs)
    offers = members(givers, offered)
    best = sum(
        (offers @ degree > 0).astype(numpy.float32) for degree in _degrees(list(offered), list(needed))
    )
    total = best @ members(needs, needed).T
    total *= WHOLE
    total /= numpy.array([FULLY * max(1, len(one)) for one in needs], dtype=numpy.float32)
    # Cutting off is exact: for fewer than 800 needs no quotient is rounded up to a whole number.
    return total.astype(numpy.int32)


def _degrees(offers: list[Wish], needs: list[Wish]) -> tuple[Matrix, Matrix]:
    """Where an offer meets a need at least halfway, and where fully."""
    import numpy

    agrees, unsaid, asked = [], [], []
    for side in range(2):
        codes = {
            code: number for number, code in enumerate({wish[side] for wish in (*offers, *needs)} - {None}, 1)
        }
        given = numpy.array([codes.get(wish[side], 0) for wish in offers] or [0])[:, None]
        wanted = numpy.array([codes.get(wish[side], 0) for wish in needs] or [0])[None, :]
        asked.append(wanted > 0)
        agrees.append((given == wanted) & asked[side])
        unsaid.append((given == 0) & asked[side])
    fully = (agrees[0] | ~asked[0]) & (agrees[1] | ~asked[1])
    possible = [agrees[side] | unsaid[side] | ~asked[side] for side in range(2)]
    halfway = possible[0] & possible[1] & (agrees[0] | agrees[1])
    return halfway.astype(numpy.float32), (fully & halfway).astype(numpy.float32)
