"""What hubs wish for, and what a pairing makes of it: ranks, regrets, and pairs that block it.

A hub names its wishes in ranks, some alike (ties), and need not name everybody: whom it does not name it
likes less than all named, and all of those alike; any twin is better than none. Two hubs *block* a pairing
when both would rather have each other: each strictly prefers the other to one of its twins, or has none.
Locked pairs are not theirs to leave. A second twin is what the office allows, not what a hub waits for.
"""

from collections.abc import Mapping, Sequence

from hubs.pairing.problem import Pair, Problem

Wishes = Mapping[str, Sequence[frozenset[str]]]  # of hubs of both pools, by key


def level(wishes: Wishes, chooser: str, other: str | None) -> int:
    """0 for those liked most; then the ranks; then all not named; then nobody."""
    ranks = wishes.get(chooser, ())
    if other is None:
        return len(ranks) + 1
    return next((rank for rank, liked in enumerate(ranks) if other in liked), len(ranks))


def regrets(problem: Problem, wishes: Wishes, pairs: Sequence[Pair]) -> dict[str, int]:
    """For each hub, by how many ranks its worst twin is below what it likes most."""
    twins = _twins(problem, pairs)
    return {
        key: max((level(wishes, key, twin) for twin in theirs), default=level(wishes, key, None))
        for key, theirs in twins.items()
    }


def blocking(problem: Problem, wishes: Wishes, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Pairs that may be, are not, and that both hubs would rather have."""
    twins = _twins(problem, pairs)
    rooms = {one.key: one.capacity for one in (*problem.first, *problem.second)}
    free = {pair for pair in pairs if pair not in problem.locked}

    def rather(chooser: str, other: str, pair_with: int) -> bool:
        theirs = twins[chooser]
        if not theirs:
            return rooms[chooser] > 0
        leave = [twin for twin in theirs if ((chooser, twin), (twin, chooser))[pair_with] in free]
        return any(level(wishes, chooser, twin) > level(wishes, chooser, other) for twin in leave)

    return tuple(
        (first, second)
        for first, second in _open(problem, wishes, twins)
        if second not in twins[first] and rather(first, second, 0) and rather(second, first, 1)
    )


def _open(problem: Problem, wishes: Wishes, twins: Mapping[str, Sequence[str]]) -> list[Pair]:
    """Whom a hub could rather have: those it names, or anybody while it has nobody."""
    seconds = [one.key for one in problem.second]
    found = []
    for first in (one.key for one in problem.first):
        named = frozenset[str]().union(*wishes.get(first, ()))
        found += [(first, second) for second in seconds if not twins[first] or second in named]
    return sorted(pair for pair in found if problem.allowed[problem.rows[pair[0]], problem.columns[pair[1]]])


def _twins(problem: Problem, pairs: Sequence[Pair]) -> dict[str, list[str]]:
    twins: dict[str, list[str]] = {one.key: [] for one in (*problem.first, *problem.second)}
    for first, second in pairs:
        twins[first].append(second)
        twins[second].append(first)
    return twins
