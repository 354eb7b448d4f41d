"""Selected hubs that have left, and the twins that wait since."""

from typing import Any

from django.db.models import Q

from hubs.drill.situations import Situation
from hubs.models import Call, Expression, Outcome, PairingPartner
from hubs.pairing.problem import Pair
from hubs.states import ExpressionStatus, PairingStatus


def left_by(expression: Expression, situation: Situation) -> frozenset[Pair]:
    """The pairs that a hub was in when it left, whose other side still waits for a twin."""
    gone = str(expression.pk)
    over = PairingPartner.objects.filter(
        pairing__partners__expression=expression,
        pairing__status__in=[PairingStatus.DROPPED, PairingStatus.CONFIRMED],
        holds=False,
        expression__status=ExpressionStatus.SELECTED,
    )
    rooms = {one.key: one.capacity for one in (*situation.problem.first, *situation.problem.second)}
    taken = [key for pair in situation.running for key in pair]
    latest: dict[str, None] = {}
    for key in over.exclude(expression=expression).order_by("-pairing").values_list("expression", flat=True):
        if taken.count(str(key)) < rooms.get(str(key), 0):
            latest.setdefault(str(key))
    partners = list(latest)[: max(rooms.values(), default=1)]
    first = {one.key for one in situation.problem.first}
    return frozenset((key, gone) if key in first else (gone, key) for key in partners)


def gone_from(call: Call | None = None) -> Any:
    """Selected hubs that have withdrawn, and whose place nobody has taken."""
    had_a_place = Q(decision__outcome=Outcome.SELECTED) | Q(replaces__isnull=False)
    left = Expression.objects.filter(
        had_a_place,
        status=ExpressionStatus.WITHDRAWN,
        decision__released_at__isnull=False,
        replaced_by=None,
    )
    return (left.filter(call=call) if call else left).select_related("hub__region").order_by("pk")
