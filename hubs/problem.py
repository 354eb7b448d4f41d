"""From the rows of a call to the document that its pairing is solved by (docs/pairing-schema.md)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, product
from math import prod
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.abroad import home_zone
from hubs.models import (
    Call,
    Direction,
    Expression,
    Membership,
    PairingPartner,
    PairingRules,
    Partner,
    PreferenceKind,
    Programme,
    Scenario,
    ServiceKind,
    TechnologyArea,
)
from hubs.pairing.contradictions import MOST_OF_THREE
from hubs.pairing.saying import gettext_noop
from hubs.pairing.schema import INPUT
from hubs.states import ExpressionStatus, TwinningStatus
from twinning.core.errors import Refused

HALF_A_YEAR = timedelta(days=182)
Document = dict[str, Any]
SAME_PEOPLE = gettext_noop("The same person belongs to both hubs.")
TOGETHER = gettext_noop("They are paired already.")


def problem_of(call: Call, *, but: Scenario | None = None, year: int | None = None) -> Document:
    """The selected hubs of the call that have room for a twinning, and all that pairing reckons with.

    Hubs that other pairings hold have so much less room; `but` is a scenario whose own pairings are not
    counted. `Refused` where there are not the pools that the programme brings together.
    """
    rules = PairingRules.objects.for_call(call)
    taken = _taken(call, but)
    selected = _selected(Expression.objects.filter(call=call, status=ExpressionStatus.SELECTED))
    free = [one for one in selected if taken[one.pk] < rules.capacity]
    return document_of(
        _pools(free, Programme.current().partners),
        rules=rules,
        year=year or year_of_pairing(),
        rooms={one.pk: rules.capacity - taken[one.pk] for one in free},
        running=_running(call, but),
    )


def year_of_pairing() -> int:
    """Whose clocks and holidays count: the one in which twinnings made now mostly run."""
    return (timezone.now() + HALF_A_YEAR).year


def document_between(expressions: Iterable[Expression]) -> Document:
    """These alone, one of each region: to say how well they fit."""
    chosen = _selected(Expression.objects.filter(pk__in=[one.pk for one in expressions]))
    pools = [(str(number), [one]) for number, one in enumerate(chosen)]
    rules = PairingRules.objects.for_call(chosen[0].call)
    return document_of(pools, rules=rules, year=year_of_pairing())


Pools = Sequence[tuple[str, Sequence[Expression]]]


def document_of(
    pools: Pools,
    *,
    rules: PairingRules,
    year: int,
    rooms: Mapping[int, int] | None = None,
    running: Collection[frozenset[int]] = (),
) -> Document:
    """The schema's document for these pools."""
    expressions = [one for _code, pool in pools for one in pool]
    keys = {one.hub_id: str(one.pk) for one in expressions}
    before = _earlier_partners(keys, expressions[0].call)
    return {
        "schema": INPUT,
        "pools": [
            {"code": code, "hubs": [_hub(one, keys, before, (rooms or {}).get(one.pk, 1)) for one in pool]}
            for code, pool in pools
        ],
        "weights": dict(rules.weights),
        "hours": {"year": year, "opens": f"{rules.opens:%H:%M}", "closes": f"{rules.closes:%H:%M}"},
        "regions": _regions(pools),
        "forbidden": _forbidden(pools, running),
        "preferences": [said for one in expressions if (said := _preferences(one, keys, pools))],
        "names": _names(),
    }


def _selected(expressions: Any) -> list[Expression]:
    rows = expressions.select_related("hub__region", "call").prefetch_related(
        "technology_areas", "wishes__area", "wishes__kind", "preferences"
    )
    return list(rows.order_by("hub__region__position", "hub__region__code", "hub__name", "pk"))


def _pools(free: Sequence[Expression], partners: int) -> list[tuple[str, list[Expression]]]:
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


def _taken(call: Call, but: Scenario | None) -> Counter[int]:
    return Counter(_holding(call, but).values_list("expression", flat=True))


def _running(call: Call, but: Scenario | None) -> set[frozenset[int]]:
    """Who is together in a pairing that stands."""
    together: dict[int, set[int]] = defaultdict(set)
    for pairing, expression in _holding(call, but).values_list("pairing", "expression"):
        together[pairing].add(expression)
    return {frozenset(two) for group in together.values() for two in combinations(sorted(group), 2)}


def _holding(call: Call, but: Scenario | None) -> Any:
    standing = PairingPartner.objects.filter(pairing__call=call, holds=True).order_by("pk")
    return standing.exclude(pairing__scenario=but) if but else standing


def _earlier_partners(hubs: Mapping[int, str], call: Call) -> dict[str, set[str]]:
    """Whom of these each has been twinned with; not in a twinning of this call that still runs."""
    together: dict[int, list[str]] = defaultdict(list)
    now = Partner.objects.filter(twinning__call=call, twinning__status=TwinningStatus.RUNNING)
    earlier = Partner.objects.filter(hub__in=hubs).exclude(pk__in=now.values("pk"))
    for twinning, hub in earlier.values_list("twinning", "hub"):
        together[twinning].append(hubs[hub])
    found: dict[str, set[str]] = defaultdict(set)
    for group in together.values():
        for key in group:
            found[key] |= {*group} - {key}
    return found


def _hub(
    expression: Expression, keys: Mapping[int, str], before: Mapping[str, set[str]], room: int
) -> Document:
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
    return {"key": key, "name": hub.name, "region": hub.region.code, "capacity": room, "profile": profile}


def _wishes(expression: Expression, direction: str) -> list[Document]:
    """Those that name an area or a kind, each once; those in words alone are for people to read."""
    found = []
    for wish in expression.wishes.all():
        said = {"area": wish.area and wish.area.code, "kind": wish.kind and wish.kind.code}
        plain = {name: code for name, code in said.items() if code}
        if wish.direction == direction and plain and plain not in found:
            found.append(plain)
    return sorted(found, key=lambda wish: (wish.get("area", ""), wish.get("kind", "")))


def _preferences(expression: Expression, keys: Mapping[int, str], pools: Pools) -> Document | None:
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


def _regions(pools: Pools) -> list[list[str]]:
    """Every two regions of different pools: partners come from different regions."""
    codes = [sorted({one.hub.region.code for one in hubs}) for _code, hubs in pools]
    return [[one, other] for here, there in combinations(codes, 2) for one, other in product(here, there)]


def _forbidden(pools: Pools, running: Collection[frozenset[int]]) -> list[Document]:
    """Those who run together already, and those whom the same person speaks for."""
    expressions = [one for _code, hubs in pools for one in hubs]
    theirs = {one.hub_id: one.pk for one in expressions}
    pool_of = {one.pk: code for code, hubs in pools for one in hubs}
    people: dict[int, set[int]] = defaultdict(set)
    for user, hub in Membership.objects.filter(hub__in=theirs).values_list("user", "hub"):
        people[user].add(theirs[hub])
    shared = {frozenset(two) for mine in people.values() for two in combinations(sorted(mine), 2)}
    reasons = dict.fromkeys(shared, SAME_PEOPLE) | dict.fromkeys(running, TOGETHER)
    return [
        {"hubs": [str(pk) for pk in sorted(two)], "reason": reason}
        for two, reason in sorted(reasons.items(), key=lambda entry: sorted(entry[0]))
        if two <= pool_of.keys() and len({pool_of[pk] for pk in two}) == 2
    ]


def _names() -> dict[str, str]:
    rows = [*TechnologyArea.objects.all(), *ServiceKind.objects.all()]
    return {row.code: row.name for row in rows}
