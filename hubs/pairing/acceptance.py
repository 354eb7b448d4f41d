"""Deferred acceptance: a stable pairing of large pools, quickly, and not always the one with the highest
total.
"""

from hubs.pairing.canonical import orders
from hubs.pairing.choice import Wishes, level
from hubs.pairing.problem import Pair, Problem


def accepted(problem: Problem, wishes: Wishes) -> frozenset[Pair]:
    """Deferred acceptance: hubs of the first pool ask in order of liking, the others keep the best who asks.

    Those liked alike are asked in the order of the score. Everybody takes one twin.
    """
    order = orders(problem)
    taken = {key for cell in problem.locked for key in cell}
    place = {problem.second[int(column)].key: rank for rank, column in enumerate(order[1])}
    asking = [problem.first[int(row)] for row in order[0][::-1]]
    waiting = [one.key for one in asking if one.capacity and one.key not in taken]
    free = [one.key for one in problem.second if one.capacity and one.key not in taken]

    def liking(chooser: str, other: str, pair: Pair) -> tuple[int, int]:
        return level(wishes, chooser, other), -problem.score(pair)

    lists = {
        first: sorted(
            (key for key in free if problem.allowed[problem.rows[first], problem.columns[key]]),
            key=lambda key: (*liking(first, key, (first, key)), place[key]),
            reverse=True,
        )
        for first in waiting
    }
    held: dict[str, str] = {}
    while waiting:
        first = waiting.pop()
        if not lists[first]:
            continue
        asked = lists[first].pop()
        rival = held.get(asked)
        if rival is None or liking(asked, first, (first, asked)) < liking(asked, rival, (rival, asked)):
            held[asked] = first
            first = rival or ""
        if first:
            waiting.append(first)
    return problem.locked | {(first, second) for second, first in held.items()}


def mirrored(problem: Problem) -> Problem:
    return Problem(
        problem.second,
        problem.first,
        problem.scores.T,
        frozenset((second, first) for first, second in problem.forbidden),
        frozenset((second, first) for first, second in problem.locked),
        problem.regions and frozenset((there, here) for here, there in problem.regions),
        problem.pairs,
    )
