"""What runs: the pulse of each twinning, and the drill of the call that they came from."""

from django.utils import timezone

from hubs.models import Call, Drill, Expression, Mood, Partner, Pulse, Repair
from hubs.states import DrillStatus


def take_pulses() -> None:
    """Each hub has said that it does not go well, and what it needs."""
    month = timezone.localdate().replace(day=1)
    Pulse.objects.bulk_create(
        Pulse(
            twinning_id=twinning,
            hub_id=hub,
            month=month,
            mood=Mood.NOT_WELL,
            needs="A contact at the research network.",
            answered_at=timezone.now(),
        )
        for twinning, hub in Partner.objects.values_list("twinning", "hub")
    )


def reckon(call: Call) -> None:
    """For each that applied, as if it were selected and the next one would join."""
    drill = Drill.objects.create(call=call, status=DrillStatus.RECKONED, reckoned_at=timezone.now())
    applied = Expression.objects.filter(call=call).order_by("pk")
    keys = [str(pk) for pk in applied.values_list("pk", flat=True)]
    after = [*keys[1:], *keys[:1]]
    Repair.objects.bulk_create(
        Repair(
            drill=drill,
            expression_id=int(key),
            key="x",
            ways=[
                {
                    "joins": other,
                    "in_turn": True,
                    "broken": [],
                    "made": [[key, other]],
                    "without": [],
                    "total": 9_000,
                }
            ],
        )
        for key, other in zip(keys, after, strict=True)
    )
