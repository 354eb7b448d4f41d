"""From the rows of a call to the document that its pairing is solved by (docs/pairing-schema.md)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from itertools import combinations, product
from typing import Any

from django.utils import timezone

from hubs.models import (
    Call,
    Expression,
    Membership,
    PairingRules,
    Programme,
    Scenario,
)
from hubs.pairing.saying import gettext_noop
from hubs.pairing.schema import INPUT
from hubs.problem.hubs import Document, Pools, earlier_partners, hub_document, names_of_codes, preferences_of
from hubs.problem.pools import pools_of, running_in, taken_in
from hubs.states import ExpressionStatus

HALF_A_YEAR = timedelta(days=182)
SAME_PEOPLE = gettext_noop("The same person belongs to both hubs.")
TOGETHER = gettext_noop("They are paired already.")


def problem_of(call: Call, *, but: Scenario | None = None, year: int | None = None) -> Document:
    """The selected hubs of the call that have room for a twinning, and all that pairing reckons with.

    Hubs that other pairings hold have so much less room; `but` is a scenario whose own pairings are not
    counted. `Refused` where there are not the pools that the programme brings together.
    """
    rules = PairingRules.objects.for_call(call)
    taken = taken_in(call, but)
    selected = _selected(Expression.objects.filter(call=call, status=ExpressionStatus.SELECTED))
    free = [one for one in selected if taken[one.pk] < rules.capacity]
    return document_of(
        pools_of(free, Programme.current().partners),
        rules=rules,
        year=year or year_of_pairing(),
        rooms={one.pk: rules.capacity - taken[one.pk] for one in free},
        running=running_in(call, but),
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
    before = earlier_partners(keys, expressions[0].call)
    return {
        "schema": INPUT,
        "pools": [
            {
                "code": code,
                "hubs": [hub_document(one, before, (rooms or {}).get(one.pk, 1), year) for one in pool],
            }
            for code, pool in pools
        ],
        "weights": dict(rules.weights),
        "hours": {"year": year, "opens": f"{rules.opens:%H:%M}", "closes": f"{rules.closes:%H:%M}"},
        "regions": _regions(pools),
        "forbidden": _forbidden(pools, running),
        "preferences": [said for one in expressions if (said := preferences_of(one, keys, pools))],
        "names": names_of_codes(),
    }


def _selected(expressions: Any) -> list[Expression]:
    rows = expressions.select_related("hub__region", "call").prefetch_related(
        "technology_areas", "wishes__area", "wishes__kind", "preferences"
    )
    return list(rows.order_by("hub__region__position", "hub__region__code", "hub__name", "pk"))


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
