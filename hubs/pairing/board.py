"""The board of a scenario: twinnings, locks and forbidden pairs, and the moves that people make on it.

Every move takes a board and gives the next one, or says why it cannot be: a board never breaks a
constraint. What the case itself forbids (its "not with") may be allowed on the board, with a reason.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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

    def but(self, **changes: Any) -> "Board":
        return replace(self, **changes)

    @property
    def locked_pairs(self) -> frozenset[Pair]:
        return frozenset(pair for group in self.locked for pair in combinations(group, 2))


def constrained(pools: Pools, board: Board) -> Pools:
    """The pools with what the board adds to their constraints and takes from them."""
    forbidden = pools.forbidden - board.allowed.keys() | board.forbidden.keys()
    return replace(pools, forbidden=frozenset(forbidden), locked=board.locked_pairs)


def pair(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Bring these hubs together, one of each pool; who can take one twinning alone leaves the other."""
    group = _group(pools, hubs)
    if group in board.groups:
        raise Against(gettext_noop("%(hubs)s are together already."), hubs=group)
    _refuse_ruled_out(constrained(pools, board), group)
    left = board.groups - _in_the_way(board, pools, group)
    _refuse_too_many(pools, [group, *(other for other in left if set(other) & set(group))])
    return board.but(groups=left | {group})


def unpair(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Part them again."""
    group = _standing(board, pools, hubs)
    if group in board.locked:
        raise Against(LOCKED, hubs=group)
    return board.but(groups=board.groups - {group})


def swap(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Let two hubs of one pool change places; one of them may be free."""
    if len(hubs) != 2 or len(set(hubs)) != 2 or len({_place(pools, key)[0] for key in hubs}) != 1:
        raise Against(gettext_noop("Two hubs of the same side can change places."))
    here, there = hubs
    theirs = {key: board.of(key) for key in hubs}
    for key, groups in theirs.items():
        if len(groups) > 1:
            raise Against(
                gettext_noop("%(first)s is in several twinnings: part the one you mean."), first=key
            )
    moved = {group for groups in theirs.values() for group in groups}
    if not moved:
        raise Against(gettext_noop("Neither %(first)s nor %(second)s has a twin."), first=here, second=there)
    for group in sorted(moved & board.locked):
        raise Against(LOCKED, hubs=group)
    other = {here: there, there: here}
    changed = board.but(groups=board.groups - moved)
    for group in sorted(moved):
        changed = pair(changed, pools, [other.get(key, key) for key in group])
    return changed


def lock(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Keep this twinning whatever is solved."""
    group = _standing(board, pools, hubs)
    if group in board.locked:
        raise Against(gettext_noop("%(hubs)s are locked already."), hubs=group)
    return board.but(locked=board.locked | {group})


def unlock(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Let it be changed again."""
    group = _standing(board, pools, hubs)
    if group not in board.locked:
        raise Against(gettext_noop("%(hubs)s are not locked."), hubs=group)
    return board.but(locked=board.locked - {group})


def forbid(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Never these two, for this reason; if they stand together they are parted."""
    two = _two(pools, hubs)
    if two in constrained(pools, board).forbidden:
        raise Against(FORBIDDEN, first=two[0], second=two[1])
    together = {group for group in board.groups if set(two) <= set(group)}
    for group in sorted(together & board.locked):
        raise Against(LOCKED, hubs=group)
    allowed = {pair: why for pair, why in board.allowed.items() if pair != two}
    said_before = two in pools.forbidden
    forbidden = dict(board.forbidden) | ({} if said_before else {two: reason})
    return board.but(groups=board.groups - together, forbidden=forbidden, allowed=allowed)


def forbid_by_force(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """As `forbid`, of a locked pair too: a hub itself has said no."""
    two = _two(pools, hubs)
    if two in constrained(pools, board).forbidden:
        return board
    kept = frozenset(group for group in board.locked if not set(two) <= set(group))
    return forbid(board.but(locked=kept), pools, two, reason)


def allow(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Take a forbidding back; one that a hub or a rule brought in needs a reason."""
    two = _two(pools, hubs)
    if two in board.forbidden:
        return board.but(forbidden={pair: why for pair, why in board.forbidden.items() if pair != two})
    if two not in pools.forbidden or two in board.allowed:
        raise Against(
            gettext_noop("%(first)s and %(second)s are not forbidden."), first=two[0], second=two[1]
        )
    if not reason.strip():
        raise Against(gettext_noop("Say why this pair is allowed although it was ruled out."))
    return board.but(allowed={**board.allowed, two: reason})


def settle(board: Board, pools: Pools, groups: Iterable[Sequence[str]]) -> Board:
    """Put the twinnings that were found on the board, checked one by one; locks have to be among them."""
    found = frozenset(_group(pools, group) for group in groups)
    if not board.locked <= found:
        raise Against(gettext_noop("Locked twinnings cannot all be kept together: unlock one of them."))
    around = constrained(pools, board)
    for group in sorted(found):
        _refuse_ruled_out(around, group)
    _refuse_too_many(pools, found)
    return board.but(groups=found)


MOVES: dict[str, Callable[..., Board]] = {
    "pair": pair,
    "unpair": unpair,
    "swap": swap,
    "lock": lock,
    "unlock": unlock,
    "forbid": forbid,
    "allow": allow,
}
LOCKED = gettext_noop("%(hubs)s are locked: unlock them first.")
FORBIDDEN = gettext_noop("%(first)s and %(second)s are forbidden.")


def _in_the_way(board: Board, pools: Pools, group: Group) -> set[Group]:
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


def _refuse_ruled_out(pools: Pools, group: Group) -> None:
    """By a forbidden pair or by the regions; `pools` are constrained by the board."""
    for first, second in combinations(group, 2):
        if (first, second) in pools.forbidden:
            raise Against(FORBIDDEN, first=first, second=second)
    if pools.region_pairs(group):
        says = gettext_noop("The programme does not bring the regions of %(hubs)s together.")
        raise Against(says, hubs=group)


def _refuse_too_many(pools: Pools, groups: Collection[Group]) -> None:
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


def _group(pools: Pools, hubs: Sequence[str]) -> Group:
    places = [_place(pools, key)[0] for key in hubs]
    if sorted(places) != list(range(len(pools.pools))):
        raise Against(gettext_noop("A twinning takes one hub of each side."))
    return tuple(sorted(hubs, key=lambda key: pools.places[key]))


def _standing(board: Board, pools: Pools, hubs: Sequence[str]) -> Group:
    group = _group(pools, hubs)
    if group not in board.groups:
        raise Against(gettext_noop("%(hubs)s do not stand together."), hubs=group)
    return group


def _two(pools: Pools, hubs: Sequence[str]) -> Pair:
    if len(hubs) != 2 or len({_place(pools, key)[0] for key in hubs}) != 2:
        raise Against(gettext_noop("Name two hubs of different sides."))
    first, second = sorted(hubs, key=lambda key: pools.places[key])
    return first, second


def _place(pools: Pools, key: str) -> tuple[int, int]:
    if key not in pools.places:
        raise Against(gettext_noop("This hub is not in this scenario."))
    return pools.places[key]
