"""Withdrawal drills: reckoned by one worker at a time, and anew whenever anything that counts has changed."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hubs.drill.leavers import gone_from
from hubs.drill.situation_rows import situation_of
from hubs.drill.situations import Situation
from hubs.models import Call, Drill
from hubs.operations.reckoning import reckoned, store
from hubs.states import DRILL, CallStatus, DrillStatus
from hubs.tasks import reckon_drill as ask_worker
from twinning.core.digest import digest_of
from twinning.core.leases import Lease

LEASE = Lease(DRILL, length=timedelta(minutes=10), most_attempts=3)
MOST = 100  # at one turn of the clock
NOTHING = "nothing to reckon"


def renew_drills() -> list[int]:
    """For the clock: queue the drills of calls that have changed; the ids of those to reckon now."""
    for call in _with_something_at_stake():
        key = key_now(call, situation_of(call))
        drill, is_new = Drill.objects.get_or_create(call=call)
        if not is_new and drill.key != key:
            _renew(drill)
    LEASE.requeue(Drill.objects.all(), most=MOST)
    waiting = Drill.objects.filter(status=DrillStatus.QUEUED, due_at__lte=timezone.now())
    return list(waiting.values_list("pk", flat=True)[:MOST])


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
    return digest_of([situation.key, [one.pk for one in gone_from(call)]])


def _with_something_at_stake() -> Any:
    """Calls with hubs in pairs, or whose place somebody left."""
    released = Call.objects.filter(status=CallStatus.RELEASED)
    paired = Q(pairings__partners__holds=True)
    return released.filter(paired | Q(pk__in=gone_from().values("call")) | Q(drill__isnull=False)).distinct()


def reckon_drill(drill: Drill) -> None:
    """Claim it, reckon the repair for each selected hub and for each that has left, and store them."""
    if not LEASE.claim(drill):
        return
    situation = situation_of(drill.call)
    key = key_now(drill.call, situation)
    found = list(reckoned(drill.call, situation)) if situation else []
    with transaction.atomic():
        if LEASE.confirm(drill, key=key, reckoned_at=timezone.now()):
            store(drill, found)
