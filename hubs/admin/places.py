"""The places of a call, region by region: each has a ranking and a reserve of its own."""

from collections.abc import Sequence
from typing import NamedTuple

from hubs.models import Call
from hubs.settled import regions
from twinning.core.keeping import until_settled


class Places(NamedTuple):
    """How many there are for a region."""

    region: int
    code: str
    name: str
    number: int


def places_of(call: Call) -> tuple[Places, ...]:
    """Of all regions of the call, in the programme's order; what a version tells is read once."""
    return until_settled(("places", call.pk, call.version), lambda: _read(call))


def _read(call: Call) -> tuple[Places, ...]:
    numbers = dict(call.places.order_by().values_list("region_id", "number"))
    return tuple(
        Places(pk, region.code, region.name, numbers[pk]) for pk, region in regions().items() if pk in numbers
    )


def chosen_place(places: Sequence[Places], code: str) -> Places | None:
    """Those of the region asked for, or of the first."""
    named = [place for place in places if place.code == code]
    return next(iter(named or places), None)
