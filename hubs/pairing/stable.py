"""The pairing that nobody would leave together (`choice`), to stand beside the optimum."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import product

from hubs.pairing.acceptance import accepted, mirrored
from hubs.pairing.choice import Wishes, level
from hubs.pairing.problem import Pair, Problem, sorted_pairs
from hubs.pairing.wholes import OutOfTime, Rules, choose

LARGEST = 3_600  # pairs, up to which the stable pairing with the highest total is looked for


@dataclass(frozen=True)
class Stable:
    """`best`: of all stable pairings with as many twinnings it has the highest total. `complete`: as many
    as wanted, and everybody who has to be in a pair is.
    """

    pairs: tuple[Pair, ...]
    total: int
    best: bool
    complete: bool


def stable(problem: Problem, wishes: Wishes) -> Stable | None:
    """A stable pairing with as many twinnings, and then as high a total, as stability allows.

    Large pools are paired by deferred acceptance instead, from both sides, and the better one is
    taken. None: the constraints leave no stable pairing.
    """
    if len(problem.first) * len(problem.second) <= LARGEST:
        with suppress(OutOfTime):
            return _highest(problem, wishes, complete=True) or _highest(problem, wishes, complete=False)
    proposals = [accepted(problem, wishes), accepted(mirrored(problem), wishes)]
    choices = [proposals[0], frozenset((first, second) for second, first in proposals[1])]
    pairs = max(choices, key=lambda pairs: (len(pairs), problem.total(sorted_pairs(pairs))))
    taken = {key for pair in pairs for key in pair}
    complete = len(pairs) == problem.wanted and all(key in taken for key in _musts(problem))
    return Stable(sorted_pairs(pairs), problem.total(sorted_pairs(pairs)), False, complete)


def _musts(problem: Problem) -> list[str]:
    first = zip(problem.first, problem.must_first, strict=True)
    second = zip(problem.second, problem.must_second, strict=True)
    return [one.key for one, must in (*first, *second) if must]


def _highest(problem: Problem, wishes: Wishes, *, complete: bool) -> Stable | None:
    """A variable for each pair, and one for each hub and rank: it has a twin, and none below that rank."""
    rules = Rules()
    cells = [
        (one.key, other.key)
        for one, other in product(problem.first, problem.second)
        if problem.allowed[problem.rows[one.key], problem.columns[other.key]]
    ]
    if not problem.locked <= set(cells):
        return None
    pair = {cell: rules.variable() for cell in sorted(cells)}
    content = _add_contentment(rules, problem, wishes, pair)
    for first, second in pair.keys() - problem.locked:
        sides = [(first, level(wishes, first, second)), (second, level(wishes, second, first))]
        if all(content[side] is not None for side in sides):
            rules.rule([(pair[first, second], 1), *((content[side] or 0, 1) for side in sides)], low=1)
    _add_constraints(rules, problem, pair, complete=complete)
    most = 1 + 2 * int(problem.scores.max(initial=0)) * problem.wanted
    gains = [float(most + problem.score(cell)) for cell in pair] + [0.0] * (rules.variables - len(pair))
    chosen = choose(rules, gains)
    if chosen is None:
        return None
    pairs = sorted_pairs({cell for cell, number in pair.items() if number in chosen.yes})
    return Stable(pairs, problem.total(pairs), chosen.proved, complete)


def _add_contentment(
    rules: Rules, problem: Problem, wishes: Wishes, pair: Mapping[Pair, int]
) -> dict[tuple[str, int], int | None]:
    """None for hubs that cannot leave or want anybody: without room, or with locked pairs alone."""
    content: dict[tuple[str, int], int | None] = {}
    for one in (*problem.first, *problem.second):
        held = sum(one.key in cell for cell in problem.locked)
        theirs = {
            cell: number for cell, number in pair.items() if one.key in cell and cell not in problem.locked
        }
        levels = {cell: level(wishes, one.key, cell[cell[0] == one.key]) for cell in theirs}
        for rank in set(levels.values()):
            if one.capacity <= held:
                content[one.key, rank] = None
                continue
            variable = content[one.key, rank] = rules.variable()
            near = [(theirs[cell], 1.0) for cell in theirs if levels[cell] <= rank]
            far = [(theirs[cell], 1.0) for cell in theirs if levels[cell] > rank]
            if not held:
                rules.rule([*near, (variable, -1.0)], low=0)
            rules.rule([*far, (variable, float(one.capacity))], high=one.capacity)
    return content


def _add_constraints(rules: Rules, problem: Problem, pair: Mapping[Pair, int], *, complete: bool) -> None:
    musts = set(_musts(problem))
    for one in (*problem.first, *problem.second):
        theirs = [(number, 1.0) for cell, number in pair.items() if one.key in cell]
        rules.rule(theirs, low=float(complete and one.key in musts), high=one.capacity)
    for cell in problem.locked:
        rules.rule([(pair[cell], 1)], low=1)
    least = problem.wanted if complete else 0
    rules.rule([(number, 1.0) for number in pair.values()], low=least, high=problem.wanted)
