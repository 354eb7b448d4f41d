"""The board of a published scenario, when what its hubs were asked no longer stands."""

from hubs.desk.scenarios import board_at, move_of
from hubs.models import MoveKind, Pairing, Scenario
from hubs.operations.turns import OPEN, go_on, hold_scenario
from hubs.states import ScenarioStatus
from twinning.accounts.models import User


def hold_published(call_id: int) -> None:
    """Whoever publishes locks the scenario before the applications: so does all that ends a proposal."""
    published = Scenario.objects.filter(call=call_id, status=ScenarioStatus.PUBLISHED)
    list(published.select_for_update(of=("self",)))


def part_on_board(pairing: Pairing, *, reason: str, by: User | None) -> None:
    """Its hubs are free again on the board that proposed them, their lock gone; the moves tell why."""
    scenario = Scenario.objects.filter(pairings=pairing, status__in=OPEN).first()
    if scenario is None:
        return
    hold_scenario(scenario, None)
    board = board_at(move_of(scenario))
    keys = {str(pk) for pk in pairing.partners.values_list("expression", flat=True)}
    for group in board.groups:
        if set(group) == keys:
            parted = board.but(groups=board.groups - {group}, locked=board.locked - {group})
            go_on(scenario, MoveKind.UNPAIR, parted, hubs=group, reason=reason, by=by)
