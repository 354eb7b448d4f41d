"""The best pairing of two pools: exact, with all constraints, and the same whatever the order of the lists.

Of pairings with the same total it takes the first in an order that does not look at names (`canonical`):
the first hub gets the first partner that it can have in any best pairing, then the second, and so on.
"""

from dataclasses import dataclass
from typing import Any

from hubs.pairing.canonical import orders
from hubs.pairing.problem import Infeasible, Pair, Problem, sorted_pairs
from hubs.pairing.reduction import chosen, square
from hubs.pairing.ties import first_of_the_best


@dataclass(frozen=True)
class Solution:
    total: int
    pairs: tuple[Pair, ...]


def solve(problem: Problem, order: tuple[Any, Any] | None = None) -> Solution:
    """The pairing with the highest total; `Infeasible` where none keeps all constraints."""
    order = order or orders(problem)
    made = square(problem, order)
    columns = _assigned(made.cost)
    if len(columns):
        columns = first_of_the_best(made.cost, columns, made.rank)
    pairs = sorted_pairs(chosen(problem, made, columns))
    return Solution(problem.total(pairs), pairs)


def _assigned(cost: Any) -> Any:
    """The column of each line; scores are whole numbers far below 2**53, so nothing is lost in floats."""
    from scipy.optimize import linear_sum_assignment

    if not len(cost):
        return []
    try:
        return linear_sum_assignment(cost)[1]
    except ValueError as impossible:
        raise Infeasible from impossible
