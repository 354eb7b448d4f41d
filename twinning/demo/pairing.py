"""The demo's pairing desk: what the solver finds, and what the coordinator made of it and published."""

from hubs.models import Call, Expression, Pairing, Scenario
from hubs.operations.publishing_scenarios import publish_scenario
from hubs.operations.scenarios import make_scenario, revise_scenario, solve_scenario
from twinning.accounts.models import User
from twinning.demo.applicants import PAIRS

FOUND = "Sample: the best pairs of all"
NEXT = "Sample: the second best of all"
PUBLISHED = "Sample: with what the hubs told us"
TOLD = "Sample reason: both told us on the telephone that they want other partners."


def pair_hubs(call: Call, expressions: dict[str, Expression], *, by: User) -> list[Pairing]:
    """Three scenarios are compared, of which two pair alike; the one that is published puts five pairings to their hubs."""
    keys = {slug: str(expression.pk) for slug, expression in expressions.items()}
    found = make_scenario(call, name=FOUND, by=by)
    solve_scenario(found, seen=found.version, by=by)
    other = make_scenario(call, name=NEXT, by=by)
    solve_scenario(other, seen=other.version, by=by, way="alternative-1")
    chosen = make_scenario(call, name=PUBLISHED, by=by)
    _move(chosen, "forbid", keys[PAIRS[0][0]], keys[PAIRS[1][1]], reason=TOLD, by=by)
    for first, second in PAIRS:
        _move(chosen, "pair", keys[first], keys[second], by=by)
    _move(chosen, "lock", *(keys[slug] for slug in PAIRS[0]), by=by)
    return publish_scenario(chosen, seen=chosen.version, by=by)


def _move(scenario: Scenario, move: str, *hubs: str, by: User, reason: str = "") -> None:
    revise_scenario(scenario, move=move, hubs=hubs, reason=reason, seen=scenario.version, by=by)
