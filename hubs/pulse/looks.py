"""How running twinnings are: what both sides say and do, what is overdue, and which of them need a call."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from hubs.models import PairingPartner, Partner, Programme, Pulse, Twinning
from hubs.models.conflict import conflicted_with
from hubs.pulse.reasons import Reason, Side, reasons_for
from hubs.states import TwinningStatus
from hubs.work import Deeds, Overdue, Work, work_of

NEEDS_A_CALL = 2  # weight of reasons from which on a twinning needs a call
PATIENCE = timedelta(days=10)  # with an answer


@dataclass(frozen=True)
class Look:
    twinning: Twinning
    sides: tuple[Side, ...]
    overdue: tuple[Overdue, ...]
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        return sum(reason.weight for reason in self.reasons)

    @property
    def needs_a_call(self) -> bool:
        return self.weight >= NEEDS_A_CALL


def looks_of(user: Any, *, now: datetime | None = None) -> list[Look]:
    """All running twinnings that the officer may judge, those that need a call first."""
    now = now or timezone.now()
    days = Programme.current().silent_days
    twinnings = list(_running(user))
    keys = [one.pk for one in twinnings]
    work = work_of(keys, now - timedelta(days=days))
    said = _said(keys)
    looks = [_look(one, work.get(one.pk, Work()), said.get(one.pk, {}), now, days) for one in twinnings]
    return sorted(looks, key=lambda look: (-look.weight, look.twinning.formed_at, look.twinning.pk))


def _running(user: Any) -> Any:
    """Without those of hubs in whose applications the officer has an interest."""
    close = PairingPartner.objects.filter(expression__in=conflicted_with(user)).values("pairing")
    return Twinning.objects.filter(status=TwinningStatus.RUNNING).exclude(pairing__in=close).with_hubs()


Said = Mapping[int, Sequence[Pulse]]  # by hub: the latest first, at most one answered


def _said(twinnings: Collection[int]) -> dict[int, dict[int, list[Pulse]]]:
    """The latest pulse of each hub, and the latest that it answered."""
    latest = Pulse.objects.filter(twinning__in=twinnings, is_latest=True)
    found: dict[int, dict[int, list[Pulse]]] = defaultdict(lambda: defaultdict(list))
    for pulse in latest.order_by("pk"):
        found[pulse.twinning_id][pulse.hub_id].append(pulse)
    owing = [pulse for hubs in found.values() for (pulse,) in hubs.values() if not pulse.is_answered]
    for pulse in _answered_before(owing):
        if len(found[pulse.twinning_id][pulse.hub_id]) == 1:
            found[pulse.twinning_id][pulse.hub_id].append(pulse)
    return found


def _answered_before(owing: Sequence[Pulse]) -> Any:
    """Of the two months before: what a hub said earlier says nothing of today."""
    if not owing:
        return []
    since = min(pulse.month for pulse in owing) - timedelta(days=62)
    earlier = Pulse.objects.answered().filter(
        twinning__in={pulse.twinning_id for pulse in owing},
        hub__in={pulse.hub_id for pulse in owing},
        month__gte=since,
        is_latest=False,
    )
    return earlier.order_by("-month", "pk")


def _look(twinning: Twinning, work: Work, said: Said, now: datetime, days: int) -> Look:
    sides = tuple(
        _side(partner, work.deeds.get(partner.hub_id, Deeds()), said.get(partner.hub_id, ()), now, days)
        for partner in twinning.partners.all()
    )
    return Look(twinning, sides, work.overdue, tuple(reasons_for(sides, work, days)))


def _side(partner: Partner, deeds: Deeds, said: Sequence[Pulse], now: datetime, days: int) -> Side:
    pulse = next((one for one in said if one.is_answered), None)
    waiting = next((one for one in said if not one.is_answered), None)
    heard = [at for at in (pulse and pulse.answered_at, deeds.last, partner.twinning.formed_at) if at]
    return Side(
        pk=partner.hub_id,
        name=partner.hub.short_name,
        shore=partner.hub.region.shore,
        pulse=pulse,
        owes=waiting is not None and now - waiting.asked_at > PATIENCE,
        deeds=deeds,
        silent=max(heard) < now - timedelta(days=days),
    )
