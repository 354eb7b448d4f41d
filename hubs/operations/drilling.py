"""Withdrawal drills: reckoned by one worker at a time, and anew whenever anything that counts has changed."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hubs.models import Call, Drill, Expression, Outcome, Repair
from hubs.pairing.drill import Repair as Found
from hubs.pairing.drill import repair
from hubs.pairing.problem import Pair
from hubs.situations import Situation, left_by, situation_of
from hubs.states import DRILL, CallStatus, DrillStatus, ExpressionStatus
from hubs.tasks import reckon_drill as ask_worker
from twinning.core.digest import digest_of
from twinning.core.errors import Refused

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
MOST_ATTEMPTS = 3
NOTHING = "nothing to reckon"


def renew_drills() -> list[int]:
    """For the clock: queue the drills of calls that have changed; the ids of those to reckon now."""
    for call in _with_something_at_stake():
        key = key_now(call, situation_of(call))
        drill, is_new = Drill.objects.get_or_create(call=call)
        if not is_new and drill.key != key:
            _renew(drill)
    _free_the_held(timezone.now())
    waiting = Drill.objects.filter(status=DrillStatus.QUEUED, due_at__lte=timezone.now())
    return list(waiting.values_list("pk", flat=True))


def _renew(drill: Drill) -> None:
    DRILL.take_all(Drill.objects.filter(pk=drill.pk), "renew", due_at=timezone.now(), attempts=0)


def renew_drill(drill: Drill) -> None:
    """Have it reckoned at once, without waiting for the clock."""
    _renew(drill)
    ask_worker.delay_on_commit(drill_id=drill.pk)


def key_now(call: Call, situation: Situation | None) -> str:
    """Who has left counts as well: what the drill says of them is to be carried out."""
    if situation is None:
        return NOTHING
    return digest_of([situation.key, [one.pk for one in _gone(call)]])


def _with_something_at_stake() -> Any:
    """Calls with hubs in pairs, or whose place somebody left."""
    released = Call.objects.filter(status=CallStatus.RELEASED)
    paired = Q(pairings__partners__holds=True)
    return released.filter(paired | Q(pk__in=_gone().values("call")) | Q(drill__isnull=False)).distinct()


def _gone(call: Call | None = None) -> Any:
    """Selected hubs that have withdrawn, and whose place nobody has taken."""
    had_a_place = Q(decision__outcome=Outcome.SELECTED) | Q(replaces__isnull=False)
    left = Expression.objects.filter(
        had_a_place,
        status=ExpressionStatus.WITHDRAWN,
        decision__released_at__isnull=False,
        replaced_by=None,
    )
    return (left.filter(call=call) if call else left).select_related("hub__region").order_by("pk")


def _free_the_held(now: Any) -> None:
    """What a dead worker held is tried again, and given up in the end for the office to see."""
    held = Drill.objects.filter(status=DrillStatus.RECKONING, due_at__lt=now)
    for drill in held:
        step = "give_up" if drill.attempts >= MOST_ATTEMPTS else "release"
        with suppress(Refused):  # it was finished just now
            DRILL.take(drill, step, due_at=now)
            if step == "give_up":
                logger.error("drill %s could not be reckoned", drill.pk)


def reckon_drill(drill: Drill) -> None:
    """Claim it, reckon the repair for each selected hub and for each that has left, and store them."""
    try:
        DRILL.take(drill, "claim", due_at=timezone.now() + LEASE, attempts=drill.attempts + 1)
    except Refused:
        return  # another worker has it
    situation = situation_of(drill.call)
    key = key_now(drill.call, situation)
    found = list(_reckoned(drill.call, situation)) if situation else []
    with transaction.atomic():
        DRILL.take(drill, "confirm", key=key, reckoned_at=timezone.now())
        _store(drill, found)


@dataclass(frozen=True)
class Reckoned:
    expression: int
    key: str
    ways: tuple[tuple[Found, bool], ...]  # and whether it follows the order of the reserve


def _reckoned(call: Call, situation: Situation) -> Iterator[Reckoned]:
    selected = Expression.objects.filter(pk__in=situation.selected).select_related("hub__region")
    for one in (*selected.order_by("pk"), *_gone(call)):
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


def _store(drill: Drill, found: Sequence[Reckoned]) -> None:
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
