"""Choosing among yes and no under linear rules: the solver of mixed whole numbers, with rules added one
by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

SECONDS = 30.0
PROVED, IMPOSSIBLE = 0, 2  # the solver's words


class OutOfTime(Exception):
    """Neither a choice nor a proof that there is none."""


@dataclass
class Rules:
    """Variables are yes or no, by number; each rule bounds a weighted sum of them."""

    variables: int = 0
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def variable(self) -> int:
        self.variables += 1
        return self.variables - 1

    def rule(
        self, terms: Iterable[tuple[int, float]], low: float = -float("inf"), high: float = float("inf")
    ) -> None:
        for column, weight in terms:
            self.rows.append(len(self.lows))
            self.columns.append(column)
            self.weights.append(weight)
        self.lows.append(low)
        self.highs.append(high)


@dataclass(frozen=True)
class Chosen:
    """The variables that are yes; `proved`: nothing better exists."""

    yes: frozenset[int]
    proved: bool


def choose(rules: Rules, gains: list[float], seconds: float = SECONDS) -> Chosen | None:
    """The choice with the highest gain; None where no choice keeps the rules, `OutOfTime` where none was
    found.
    """
    import numpy
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_matrix

    if not rules.variables:
        kept = all(low <= 0 <= high for low, high in zip(rules.lows, rules.highs, strict=True))
        return Chosen(frozenset(), True) if kept else None
    shape = (len(rules.lows), rules.variables)
    table = coo_matrix((rules.weights, (rules.rows, rules.columns)), shape=shape).tocsr()
    found = milp(
        -numpy.array(gains, dtype=float),
        integrality=numpy.ones(rules.variables),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(table, numpy.array(rules.lows), numpy.array(rules.highs)),
        options={"mip_rel_gap": 0, "time_limit": seconds},
    )
    if found.x is None:
        if found.status != IMPOSSIBLE:
            raise OutOfTime
        return None
    return Chosen(frozenset(numpy.flatnonzero(found.x > 0.5).tolist()), bool(found.status == PROVED))
