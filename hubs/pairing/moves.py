"""The moves that people make on a board.

Every move takes a board and gives the next one, or says why it cannot be: a board never breaks a
constraint.
"""

from collections.abc import Callable, Iterable, Sequence

from hubs.pairing.board import (
    FORBIDDEN,
    LOCKED,
    Against,
    Board,
    constrained,
    group_of,
    in_the_way,
    place_of,
    refuse_ruled_out,
    refuse_too_many,
    standing,
    two_of,
)
from hubs.pairing.pools import Pools
from hubs.pairing.saying import gettext_noop


def pair(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Bring these hubs together, one of each pool; who can take one twinning alone leaves the other."""
    group = group_of(pools, hubs)
    if group in board.groups:
        raise Against(gettext_noop("%(hubs)s are together already."), hubs=group)
    refuse_ruled_out(constrained(pools, board), group)
    left = board.groups - in_the_way(board, pools, group)
    refuse_too_many(pools, [group, *(other for other in left if set(other) & set(group))])
    return board.but(groups=left | {group})


def unpair(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Part them again."""
    group = standing(board, pools, hubs)
    if group in board.locked:
        raise Against(LOCKED, hubs=group)
    return board.but(groups=board.groups - {group})


def swap(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Let two hubs of one pool change places; one of them may be free."""
    if len(hubs) != 2 or len(set(hubs)) != 2 or len({place_of(pools, key)[0] for key in hubs}) != 1:
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
    group = standing(board, pools, hubs)
    if group in board.locked:
        raise Against(gettext_noop("%(hubs)s are locked already."), hubs=group)
    return board.but(locked=board.locked | {group})


def unlock(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Let it be changed again."""
    group = standing(board, pools, hubs)
    if group not in board.locked:
        raise Against(gettext_noop("%(hubs)s are not locked."), hubs=group)
    return board.but(locked=board.locked - {group})


def forbid(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Never these two, for this reason; if they stand together they are parted."""
    two = two_of(pools, hubs)
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
    two = two_of(pools, hubs)
    if two in constrained(pools, board).forbidden:
        return board
    kept = frozenset(group for group in board.locked if not set(two) <= set(group))
    return forbid(board.but(locked=kept), pools, two, reason)


def allow(board: Board, pools: Pools, hubs: Sequence[str], reason: str = "") -> Board:
    """Take a forbidding back; one that a hub or a rule brought in needs a reason."""
    two = two_of(pools, hubs)
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
    found = frozenset(group_of(pools, group) for group in groups)
    if not board.locked <= found:
        raise Against(gettext_noop("Locked twinnings cannot all be kept together: unlock one of them."))
    around = constrained(pools, board)
    for group in sorted(found):
        refuse_ruled_out(around, group)
    refuse_too_many(pools, found)
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
