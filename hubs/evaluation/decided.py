"""What the office has decided so far, in figures: how many of each outcome in each region."""

from collections import Counter
from typing import Any

from hubs.models import Call, Decision, Outcome
from hubs.states import ExpressionStatus


def decided_in_figures(call: Call, reader: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """A row for each region that has places or a decision; nothing of what the reader has an interest in."""
    decisions = Decision.objects.visible_to(reader).filter(
        expression__call=call, expression__status=ExpressionStatus.SUBMITTED
    )
    pairs = decisions.order_by().values_list("expression__hub__region_id", "outcome")
    number = Counter(pairs)
    places = call.places.select_related("region").order_by("region__position")
    return [
        (
            str(place.region),
            [
                {"label": outcome.label, "number": number[place.region_id, outcome.value]}
                for outcome in Outcome
            ],
        )
        for place in places
    ]
