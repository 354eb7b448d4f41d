"""What a withdrawal drill reckons with: who is selected, who waits in reserve, and which pairs run."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hubs.models import Call, Decision, Expression, Outcome, PairingPartner, PairingRules, Programme, Scenario
from hubs.pairing.problem import Pair, Problem
from hubs.pairing.reading import Case
from hubs.problem import document_of, year_of_pairing
from hubs.scenarios import board_at, move_of
from hubs.states import ExpressionStatus, PairingStatus, ScenarioStatus
from twinning.core.digest import digest_of

IN_PAIRS = 2


@dataclass(frozen=True)
class Situation:
    """Keys are those of applications, as texts. `reserves` are by region, in their order."""

    document: dict[str, Any]
    forbidden: frozenset[Pair]
    running: frozenset[Pair]
    selected: tuple[str, ...]
    reserves: Mapping[str, tuple[str, ...]]

    @cached_property
    def problem(self) -> Problem:
        return Case(self.document).problem.but(forbidden=self.forbidden)

    @property
    def key(self) -> str:
        """Stands for everything that a repair depends on, and for nothing else."""
        document = {
            name: value for name, value in self.document.items() if name not in ("names", "forbidden")
        }
        pools = [[{**hub, "name": ""} for hub in pool["hubs"]] for pool in document.pop("pools")]
        pairs = sorted(self.forbidden), sorted(self.running)
        return digest_of([document, pools, pairs, sorted(self.selected), self.reserves])

    def without(self, gone: str) -> "Situation":
        """As it is when this hub has left; the pairs that it is in are gone with it."""
        pools = [
            {**pool, "hubs": [_apart(hub, gone) for hub in pool["hubs"] if hub["key"] != gone]}
            for pool in self.document["pools"]
        ]
        said = [one for one in self.document["preferences"] if one["hub"] != gone]
        preferences = [left for one in said if (left := _preferring(one, gone))]
        return replace(
            self,
            document={**self.document, "pools": pools, "preferences": preferences},
            forbidden=frozenset(pair for pair in self.forbidden if gone not in pair),
            running=frozenset(pair for pair in self.running if gone not in pair),
            selected=tuple(key for key in self.selected if key != gone),
        )


def situation_of(call: Call) -> Situation | None:
    """As the rows stand; None where there is nothing to reckon: no two pools, or twinnings of three."""
    if Programme.current().partners != IN_PAIRS:
        return None
    expressions = _taking_part(call)
    pools = _pools(expressions)
    if len(pools) < IN_PAIRS:
        return None
    rules = PairingRules.objects.for_call(call)
    rooms = {one.pk: rules.capacity for one in expressions}
    document = document_of(pools, rules=rules, year=year_of_pairing(), rooms=rooms)
    case = Case(document)
    side = {hub["key"]: number for number, pool in enumerate(document["pools"]) for hub in pool["hubs"]}
    return Situation(
        document=document,
        forbidden=_forbidden(call, case),
        running=frozenset(_in_order(pair, side) for pair in _running(call) if _crosses(pair, side)),
        selected=tuple(str(one.pk) for one in expressions if one.status == ExpressionStatus.SELECTED),
        reserves=_reserves(call),
    )


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


def _taking_part(call: Call) -> list[Expression]:
    """The selected, and those in reserve whose decision is released."""
    waiting = Decision.objects.filter(outcome=Outcome.RESERVE, released_at__isnull=False)
    rows = Expression.objects.filter(call=call, status=ExpressionStatus.SELECTED) | Expression.objects.filter(
        call=call, status=ExpressionStatus.RESERVE, decision__in=waiting
    )
    rows = rows.select_related("hub__region", "call").prefetch_related(
        "technology_areas", "wishes__area", "wishes__kind", "preferences"
    )
    return list(rows.order_by("hub__region__position", "hub__region__code", "pk"))


def _pools(expressions: list[Expression]) -> list[tuple[str, list[Expression]]]:
    """A pool for each region; of more than two the first against the rest."""
    regions: dict[str, list[Expression]] = defaultdict(list)
    for one in expressions:
        regions[one.hub.region.code].append(one)
    if len(regions) < IN_PAIRS:
        return []
    (first, hubs), *others = regions.items()
    return [
        (first, hubs),
        ("+".join(code for code, _ in others), [one for _, many in others for one in many]),
    ]


def _running(call: Call) -> list[tuple[str, ...]]:
    together: dict[int, list[str]] = defaultdict(list)
    holding = PairingPartner.objects.filter(pairing__call=call, holds=True).order_by("pk")
    for pairing, expression in holding.values_list("pairing", "expression"):
        together[pairing].append(str(expression))
    return [tuple(keys) for keys in together.values()]


def _crosses(keys: tuple[str, ...], side: Mapping[str, int]) -> bool:
    return len(keys) == IN_PAIRS and {side.get(key) for key in keys} == {0, 1}


def _in_order(keys: tuple[str, ...], side: Mapping[str, int]) -> Pair:
    first, second = sorted(keys, key=side.__getitem__)
    return first, second


def _reserves(call: Call) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    waiting = Decision.objects.filter(
        expression__call=call, expression__status=ExpressionStatus.RESERVE, released_at__isnull=False
    ).in_reserve()
    for region, pk in waiting.values_list("expression__hub__region__code", "expression"):
        found[region].append(str(pk))
    return {region: tuple(keys) for region, keys in sorted(found.items())}


def _forbidden(call: Call, case: Case) -> frozenset[Pair]:
    """What the rows forbid, and what the office has forbidden or allowed on the published board."""
    pairs = set(case.problem.forbidden)
    published = Scenario.objects.filter(call=call, status=ScenarioStatus.PUBLISHED).first()
    if published is None:
        return frozenset(pairs)
    board = board_at(move_of(published))
    pairs = (pairs - set(board.allowed)) | set(board.forbidden)
    return frozenset(
        pair for pair in pairs if pair[0] in case.problem.rows and pair[1] in case.problem.columns
    )


def _apart(hub: dict[str, Any], gone: str) -> dict[str, Any]:
    contacts = [key for key in hub["profile"]["contacts"] if key != gone]
    return {**hub, "profile": {**hub["profile"], "contacts": contacts}}


def _preferring(said: dict[str, Any], gone: str) -> dict[str, Any] | None:
    """What it wishes among those that are left; the next choice moves up."""
    prefers = [left for keys in said["prefers"] if (left := [key for key in keys if key != gone])]
    not_with = [key for key in said["not_with"] if key != gone]
    return {**said, "prefers": prefers, "not_with": not_with} if prefers or not_with else None
