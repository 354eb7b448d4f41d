"""The repairs of a withdrawal drill: found for each hub, and stored as plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hubs.drill.leavers import gone_from, left_by
from hubs.drill.situations import Situation
from hubs.models import Call, Drill, Expression, Repair
from hubs.pairing.drill import Repair as Found
from hubs.pairing.drill import repair
from hubs.pairing.problem import Pair


@dataclass(frozen=True)
class Reckoned:
    expression: int
    key: str
    ways: tuple[tuple[Found, bool], ...]  # and whether it follows the order of the reserve


def reckoned(call: Call, situation: Situation) -> Iterator[Reckoned]:
    """For each selected hub, and for each that has left its place."""
    selected = Expression.objects.filter(pk__in=situation.selected).select_related("hub__region")
    for one in (*selected.order_by("pk"), *gone_from(call)):
        lost = frozenset(pair for pair in situation.running if str(one.pk) in pair)
        yield _one(one, situation, lost or left_by(one, situation))


def _one(expression: Expression, situation: Situation, lost: frozenset[Pair]) -> Reckoned:
    gone = str(expression.pk)
    after = situation.without(gone)
    reserve = after.reserves.get(expression.hub.region.code, ())
    return Reckoned(expression.pk, after.key, _ways(after, lost, gone, reserve))


def _ways(
    after: Situation, lost: frozenset[Pair], gone: str, reserve: Sequence[str]
) -> tuple[tuple[Found, bool], ...]:
    """The best; and, where that passes somebody over, the best that does not."""
    running = after.running | lost
    best = repair(_roomy(after, reserve), running, gone, reserve)
    if best.joins == next(iter(reserve), None):
        return ((best, True),)
    first = reserve[:1]
    return ((best, False), (repair(_roomy(after, first), running, gone, first), True))


def _roomy(after: Situation, reserve: Sequence[str]) -> Any:
    """Only the selected and this reserve take twins; reserves of other regions wait for other places."""
    takes = {*after.selected, *reserve}
    problem = after.problem
    first, second = (
        tuple(one if one.key in takes else replace(one, capacity=0) for one in pool)
        for pool in (problem.first, problem.second)
    )
    return problem.but(first=first, second=second)


def store(drill: Drill, found: Sequence[Reckoned]) -> None:
    """Let these be the repairs of the drill, instead of those that were."""
    Repair.objects.filter(drill=drill).delete()
    rows = Repair.objects.bulk_create(
        Repair(
            drill=drill,
            expression_id=one.expression,
            key=one.key,
            broken=len(one.ways[0][0].broken),
            total=one.ways[0][0].total,
            ways=[_plain(way, in_turn) for way, in_turn in one.ways],
        )
        for one in found
    )
    concerned = {row.pk: concerned_by(row.ways) for row in rows}
    through = Repair.concerns.through
    through.objects.bulk_create(
        through(repair_id=row, expression_id=key) for row, keys in concerned.items() for key in keys
    )


def _plain(way: Found, in_turn: bool) -> dict[str, Any]:
    return {
        "joins": way.joins,
        "in_turn": in_turn,
        "broken": [list(pair) for pair in way.broken],
        "made": [list(pair) for pair in way.made],
        "without": list(way.without),
        "total": way.total,
    }


def concerned_by(ways: Sequence[dict[str, Any]]) -> set[int]:
    """Every application that the ways name."""
    keys = {way["joins"] for way in ways if way["joins"]}
    for way in ways:
        keys |= {key for pair in (*way["broken"], *way["made"]) for key in pair} | set(way["without"])
    return {int(key) for key in keys}
