"""Who of a call is to be paired with whom, and what other pairings leave of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import prod
from typing import Any

from django.utils.translation import gettext as _

from hubs.models import Call, Expression, PairingPartner, Scenario
from hubs.pairing.contradictions import MOST_OF_THREE
from twinning.core.errors import Refused


def pools_of(free: Sequence[Expression], partners: int) -> list[tuple[str, list[Expression]]]:
    """A pool for each region; where pairs are made of more than two regions, the first against the rest."""
    regions: dict[str, list[Expression]] = {}
    for one in free:
        regions.setdefault(one.hub.region.code, []).append(one)
    if partners not in (2, 3):
        raise Refused(_("The desk pairs two or three partners."))
    if len(regions) < partners:
        raise Refused(
            _("Selected hubs of %(number)d regions that have room are needed.") % {"number": partners}
        )
    pools = list(regions.items())
    if len(pools) > partners:
        if partners == 3:
            raise Refused(_("Hubs of more than three regions cannot be paired by threes."))
        (first, hubs), *others = pools
        pools = [(first, hubs), ("+".join(code for code, _hubs in others), _joined(others))]
    if partners == 3 and prod(len(pool) for _code, pool in pools) > MOST_OF_THREE:
        raise Refused(_("These are too many hubs to pair by threes at once."))
    return pools


def _joined(pools: Iterable[tuple[str, list[Expression]]]) -> list[Expression]:
    return [one for _code, hubs in pools for one in hubs]


def taken_in(call: Call, but: Scenario | None) -> Counter[int]:
    return Counter(_holding(call, but).values_list("expression", flat=True))


def running_in(call: Call, but: Scenario | None) -> set[frozenset[int]]:
    """Who is together in a pairing that stands."""
    together: dict[int, set[int]] = defaultdict(set)
    for pairing, expression in _holding(call, but).values_list("pairing", "expression"):
        together[pairing].add(expression)
    return {frozenset(two) for group in together.values() for two in combinations(sorted(group), 2)}


def _holding(call: Call, but: Scenario | None) -> Any:
    standing = PairingPartner.objects.filter(pairing__call=call, holds=True).order_by("pk")
    return standing.exclude(pairing__scenario=but) if but else standing
