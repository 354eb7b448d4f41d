"""The hubs of a scenario: in their pools, one alone, and whom each fits best."""

from collections.abc import Mapping
from typing import Any

from hubs.desk.pairs import short_of, why_forbidden
from hubs.desk.seen import Desk
from hubs.evaluation.scoring import figure
from hubs.languages import language_name
from hubs.models import Scenario
from hubs.pairing.board import constrained
from hubs.pairing.reading import Case
from hubs.problem.fits import fit_in, hundredths, stored, told
from hubs.problem.wording import listed
from twinning.core.figures import spoken


def pools_in(desk: Desk) -> list[dict[str, Any]]:
    found = []
    for pool in desk.scenario.inputs["pools"]:
        codes = pool["code"].split("+")
        regions = [desk.regions[code] for code in codes if code in desk.regions]
        found.append(
            {
                "code": pool["code"],
                "name": listed(region.name for region in regions) or pool["code"],
                "shore": regions[0].shore if regions else 1,
                "hubs": [hub_in(desk, hub) for hub in pool["hubs"] if hub["key"] not in desk.hidden],
            }
        )
    return found


def hub_in(desk: Desk, hub: Mapping[str, Any]) -> dict[str, Any]:
    expression, profile = desk.expressions[hub["key"]], hub["profile"]
    standing = getattr(expression, "standing", None)
    return {
        "key": hub["key"],
        "name": hub["name"],
        "city": expression.hub.city,
        "country": str(expression.hub.country.name),
        "areas": [desk.names.area(code) for code in profile["areas"]],
        "languages": [language_name(code) for code in profile["languages"]],
        "capacity": hub["capacity"],
        "taken": len(desk.whole.of(hub["key"])),
        "mark": spoken(figure(standing.total)) if standing and standing.total is not None else "",
        "url": expression.get_absolute_url(),
    }


def score_table(scenario: Scenario, user: Any = None) -> dict[tuple[str, str], int]:
    """The points of every two hubs of different pools."""
    case = Desk(scenario, user).case if user else scenario.case
    found: dict[tuple[str, str], int] = {}
    for (here, there), scores in case.pools.scores.items():
        rows, columns = case.pools.pools[here], case.pools.pools[there]
        for row, line in zip(rows, scores.tolist(), strict=True):
            found |= {(row.key, column.key): points for column, points in zip(columns, line, strict=True)}
    return found


def hub_of(scenario: Scenario, user: Any, key: str) -> dict[str, Any] | None:
    """One hub as the board shows it, and its mates; None where the person may not see it."""
    desk = Desk(scenario, user)
    found = [hub for hub in desk.inputs if hub["key"] == key and key not in desk.hidden]
    if not found:
        return None
    mates = [mate for group in desk.board.of(key) for mate in group if mate != key]
    return {**hub_in(desk, found[0]), "mates": mates}


def partners_of(scenario: Scenario, user: Any, key: str, most: int = 8) -> list[dict[str, Any]]:
    """Whom this hub fits best, of the other pools: the best first, with reasons."""
    desk = Desk(scenario, user)
    case, names = desk.case, desk.names
    if key not in case.pools.places:
        return []
    around = constrained(case.pools, desk.board)
    others = [other for other in case.by_key if case.pools.places[other][0] != case.pools.places[key][0]]
    scores = {other: case.pools.pair_score(_in_order(case, key, other)) for other in others}
    found = []
    for other in sorted(others, key=lambda other: (-scores[other], names.hub(other)))[:most]:
        two = _in_order(case, key, other)
        expression = desk.expressions[other]
        groups = desk.board.of(other)
        found.append(
            {
                "key": other,
                "name": names.hub(other),
                "city": expression.hub.city,
                "country": str(expression.hub.country.name),
                "pool": case.pools.places[other][0],
                "score": hundredths(scores[other]),
                "points": scores[other],
                "short": short_of(case, two, names),
                "parts": told(stored(fit_in(case, *two), two), names),
                "pairs": [names.hub(one) for group in groups for one in group if one != other],
                "locked": any(group in desk.board.locked for group in groups),
                "is_forbidden": two in around.forbidden,
                "forbidden": why_forbidden(desk, two) if two in around.forbidden else "",
            }
        )
    return found


def _in_order(case: Case, one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other), key=lambda key: case.pools.places[key])
    return first, second
