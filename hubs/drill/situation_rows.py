"""The situation of a call for its withdrawal drill, as the rows stand."""

from collections import defaultdict
from collections.abc import Mapping

from hubs.desk.scenarios import board_at, move_of
from hubs.drill.situations import Situation
from hubs.models import Call, Decision, Expression, Outcome, PairingPartner, PairingRules, Programme, Scenario
from hubs.pairing.problem import Pair
from hubs.pairing.reading import Case
from hubs.problem.document import document_of, year_of_pairing
from hubs.states import ExpressionStatus, ScenarioStatus

IN_PAIRS = 2


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
