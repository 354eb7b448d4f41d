"""What a board comes to, in figures that two boards can be compared by."""

from collections import Counter
from itertools import combinations
from typing import Any

from hubs.pairing.board import Board, constrained
from hubs.pairing.choice import blocking, regrets
from hubs.pairing.fit import fit
from hubs.pairing.meetings import gives, takes
from hubs.pairing.pools import Group, Pools
from hubs.pairing.problem import Pair, Problem
from hubs.pairing.reading import Case


def figures(case: Case, board: Board) -> dict[str, Any]:
    """As JSON. Points and shares are ten-thousandths; `parts` add up to `total`.

    `reciprocity` is the mean, over all pairs, of the lesser of both directions of help. Stability and
    regret are reckoned between two pools, where anybody has said whom it would like.
    """
    groups = sorted(board.groups)
    pairs = [pair for group in groups for pair in combinations(group, 2)]
    scores = [case.pools.score(group) for group in groups]
    return {
        "total": sum(scores),
        "twinnings": len(groups),
        "wanted": case.pools.wanted,
        "least": min(scores, default=0),
        "reciprocity": _reciprocity(case, pairs),
        "regions": _regions(case.pools, groups),
        "areas": _areas(case, groups),
        "named": sorted({area for one in case.by_key.values() for area in one.areas}),
        "parts": _parts(case, pairs),
        **_choice(case, board, pairs),
    }


def _reciprocity(case: Case, pairs: list[Pair]) -> int:
    lesser = []
    for pair in pairs:
        first, second = (case.by_key[key] for key in pair)
        lesser.append(min(gives(first, second, case.hours)[0], takes(first, second, case.hours)[0]))
    return sum(lesser) // len(lesser) if lesser else 0


def _regions(pools: Pools, groups: list[Group]) -> list[Any]:
    """How many twinnings bring which regions together."""
    found: Counter[tuple[str, ...]] = Counter()
    for group in groups:
        places = [pools.places[key] for key in group]
        found[tuple(pools.pools[pool][place].region for pool, place in places)] += 1
    return [[list(regions), number] for regions, number in sorted(found.items())]


def _areas(case: Case, groups: list[Group]) -> list[str]:
    """The technology areas in which all partners of some twinning meet."""
    shared = [frozenset.intersection(*(case.by_key[key].areas for key in group)) for group in groups]
    return sorted(frozenset().union(*shared))


def _parts(case: Case, pairs: list[Pair]) -> dict[str, int]:
    found: Counter[str] = Counter()
    if case.has_profiles:
        for pair in pairs:
            first, second = (case.by_key[key] for key in pair)
            for part in fit(first, second, case.hours, case.weights).parts:
                found[part.code] += part.points
    return dict(found)


def _choice(case: Case, board: Board, pairs: list[Pair]) -> dict[str, Any]:
    if len(case.pools.pools) != 2 or not any(case.wishes.values()):
        return {"blocking": [], "regrets": {}, "regret": 0}
    problem = problem_of(constrained(case.pools, board))
    found = regrets(problem, case.wishes, pairs)
    return {
        "blocking": [list(pair) for pair in blocking(problem, case.wishes, pairs)],
        "regrets": {key: rank for key, rank in found.items() if rank},
        "regret": sum(found.values()),
    }


def problem_of(pools: Pools) -> Problem:
    """Two pools as the problem that solvers know."""
    first, second = pools.pools
    return Problem(
        first, second, pools.scores[0, 1], pools.forbidden, pools.locked, pools.regions, pools.twinnings
    )
