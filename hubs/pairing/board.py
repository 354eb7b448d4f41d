"""The board of a scenario: twinnings, locks and forbidden pairs, and what may stand on it.

What the case itself forbids (its "not with") may be allowed on the board, with a reason.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from hubs.pairing.pools import Group, Pools
from hubs.pairing.problem import Pair
from hubs.pairing.saying import Said, gettext_noop


class Against(Exception):
    """A move that a constraint forbids; `said` says which."""

    def __init__(self, says: str, **values: Any) -> None:
        super().__init__(says)
        self.said = Said(says, values)


@dataclass(frozen=True)
class Board:
    """`forbidden` and `allowed` have a reason for each pair; `allowed` are those of the case."""

    groups: frozenset[Group] = frozenset()
    locked: frozenset[Group] = frozenset()
    forbidden: Mapping[Pair, str] = field(default_factory=dict)
    allowed: Mapping[Pair, str] = field(default_factory=dict)

    def of(self, key: str) -> list[Group]:
        """The twinnings that a hub is in."""
        return sorted(group for group in self.groups if key in group)

    def with_mates(self, hubs: Iterable[str]) -> set[str]:
        """These hubs, and whoever stands with them."""
        return {*hubs, *(mate for key in hubs for group in self.of(key) for mate in group)}

    def but(self, **changes: Any) -> "Board":
        return replace(self, **changes)

    @property
    def locked_pairs(self) -> frozenset[Pair]:
        return frozenset(pair for group in self.locked for pair in combinations(group, 2))


def constrained(pools: Pools, board: Board) -> Pools:
    """The pools with what the board adds to their constraints and takes from them."""
    forbidden = pools.forbidden - board.allowed.keys() | board.forbidden.keys()
    return replace(pools, forbidden=frozenset(forbidden), locked=board.locked_pairs)


LOCKED = gettext_noop("%(hubs)s are locked: unlock them first.")
FORBIDDEN = gettext_noop("%(first)s and %(second)s are forbidden.")


def in_the_way(board: Board, pools: Pools, group: Group) -> set[Group]:
    """The twinnings that hubs which take only one would have to leave; a locked one they do not leave."""
    found = {
        other
        for key in group
        for other in board.of(key)
        if pools.pools[pools.places[key][0]][pools.places[key][1]].capacity == 1
    }
    for other in sorted(found & board.locked):
        raise Against(LOCKED, hubs=other)
    return found


def refuse_ruled_out(pools: Pools, group: Group) -> None:
    """By a forbidden pair or by the regions; `pools` are constrained by the board."""
    for first, second in combinations(group, 2):
        if (first, second) in pools.forbidden:
            raise Against(FORBIDDEN, first=first, second=second)
    if pools.region_pairs(group):
        says = gettext_noop("The programme does not bring the regions of %(hubs)s together.")
        raise Against(says, hubs=group)


def refuse_too_many(pools: Pools, groups: Collection[Group]) -> None:
    """Nobody in more twinnings than it can take, no two together twice."""
    taken = Counter(key for group in groups for key in group)
    for key, number in sorted(taken.items()):
        pool, place = pools.places[key]
        most = pools.pools[pool][place].capacity
        if number > most:
            says = gettext_noop("%(first)s can take %(number)s twinnings at most.")
            raise Against(says, first=key, number=most)
    together = Counter(two for group in groups for two in combinations(group, 2))
    for (first, second), number in sorted(together.items()):
        if number > 1:
            raise Against(
                gettext_noop("%(first)s and %(second)s are together already."), first=first, second=second
            )


def group_of(pools: Pools, hubs: Sequence[str]) -> Group:
    places = [place_of(pools, key)[0] for key in hubs]
    if sorted(places) != list(range(len(pools.pools))):
        raise Against(gettext_noop("A twinning takes one hub of each side."))
    return tuple(sorted(hubs, key=lambda key: pools.places[key]))


def standing(board: Board, pools: Pools, hubs: Sequence[str]) -> Group:
    group = group_of(pools, hubs)
    if group not in board.groups:
        raise Against(gettext_noop("%(hubs)s do not stand together."), hubs=group)
    return group


def two_of(pools: Pools, hubs: Sequence[str]) -> Pair:
    if len(hubs) != 2 or len({place_of(pools, key)[0] for key in hubs}) != 2:
        raise Against(gettext_noop("Name two hubs of different sides."))
    first, second = sorted(hubs, key=lambda key: pools.places[key])
    return first, second


def place_of(pools: Pools, key: str) -> tuple[int, int]:
    if key not in pools.places:
        raise Against(gettext_noop("This hub is not in this scenario."))
    return pools.places[key]
