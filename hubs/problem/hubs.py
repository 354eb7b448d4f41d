"""What the document of pairing says of one hub, from its rows."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from hubs.calls.abroad import home_zone
from hubs.models import (
    Call,
    Direction,
    EarlierContact,
    Expression,
    Hub,
    Partner,
    PreferenceKind,
    ServiceKind,
    TechnologyArea,
)
from hubs.states import TwinningStatus

Document = dict[str, Any]
STAGES = (2, 5, 10, 20)  # years at work, after each of which a hub counts as further on
Pools = Sequence[tuple[str, Sequence[Expression]]]


def earlier_partners(hubs: Mapping[int, str], call: Call) -> dict[str, set[str]]:
    """Whom of these each has worked with: as one of them says, or in a twinning, but for one of this call
    that still runs.
    """
    together: dict[int, list[str]] = defaultdict(list)
    now = Partner.objects.filter(twinning__call=call, twinning__status=TwinningStatus.RUNNING)
    earlier = Partner.objects.filter(hub__in=hubs).exclude(pk__in=now.values("pk"))
    for twinning, hub in earlier.values_list("twinning", "hub"):
        together[twinning].append(hubs[hub])
    found: dict[str, set[str]] = defaultdict(set)
    said = EarlierContact.objects.filter(hub__in=hubs, other__in=hubs)
    for hub, other in said.values_list("hub", "other"):
        found[hubs[hub]].add(hubs[other])
    for group in together.values():
        for key in group:
            found[key] |= {*group} - {key}
    return found


def hub_document(expression: Expression, before: Mapping[str, set[str]], room: int, year: int) -> Document:
    """What is known of it; of what it has not said there is nothing, so that blanks stay blanks."""
    hub, key = expression.hub, str(expression.pk)
    profile: Document = {
        "areas": sorted(area.code for area in expression.technology_areas.all()),
        "languages": sorted(set(expression.languages or hub.languages)),
        "offers": _wishes(expression, Direction.OFFERS),
        "needs": _wishes(expression, Direction.SEEKS),
        "bella": hub.bella_status,
        "contacts": sorted(before.get(key, ())),
    }
    if zone := hub.time_zone or home_zone(hub.country.code, hub.city):
        profile["place"] = {"zone": zone, "country": hub.country.code}
    if hub.staff:
        profile["size"] = int(hub.staff)
    if hub.founded:
        profile["maturity"] = maturity_of(hub, year)
    return {"key": key, "name": hub.name, "region": hub.region.code, "capacity": room, "profile": profile}


def maturity_of(hub: Hub, year: int) -> int:
    """A class from 1 to 5, by how long it has been at work in this year; 0 where it has not said."""
    return bisect_right(STAGES, year - hub.founded) + 1 if hub.founded else 0


def _wishes(expression: Expression, direction: str) -> list[Document]:
    """Those that name an area or a kind, each once; those in words alone are for people to read."""
    found = []
    for wish in expression.wishes.all():
        said = {"area": wish.area and wish.area.code, "kind": wish.kind and wish.kind.code}
        plain = {name: code for name, code in said.items() if code}
        if wish.direction == direction and plain and plain not in found:
            found.append(plain)
    return sorted(found, key=lambda wish: (wish.get("area", ""), wish.get("kind", "")))


def preferences_of(expression: Expression, keys: Mapping[int, str], pools: Pools) -> Document | None:
    """Ranks of those wished for and those not wanted, as far as they are in another pool."""
    ours = next(hubs for _code, hubs in pools if expression in hubs)
    own = {one.hub_id for one in ours}
    ranks: dict[int, list[str]] = defaultdict(list)
    not_with = []
    for one in expression.preferences.all():
        if one.hub_id not in keys or one.hub_id in own:
            continue
        if one.kind == PreferenceKind.AVOID:
            not_with.append(keys[one.hub_id])
        else:
            ranks[one.rank].append(keys[one.hub_id])
    if not ranks and not not_with:
        return None
    prefers = [sorted(ranks[rank]) for rank in sorted(ranks)]
    return {"hub": str(expression.pk), "prefers": prefers, "not_with": sorted(not_with)}


def names_of_codes() -> dict[str, str]:
    areas = {area.code: area.name for area in TechnologyArea.objects.all()}
    return areas | {kind.code: kind.name for kind in ServiceKind.objects.all()}
