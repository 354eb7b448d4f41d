"""Publishing a scenario: all its pairs are proposed, or none; and what a refusal makes of it."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from django.db import transaction
from django.utils.translation import gettext as _

from hubs.desk.scenarios import board_at, held_by, move_of
from hubs.models import Call, Expression, MoveKind, Pairing, Scenario
from hubs.operations.pairings import propose_pairing
from hubs.operations.turns import go_on, hold_scenario, on_board, refuse_hidden
from hubs.pairing.moves import forbid_by_force
from hubs.states import SCENARIO, ScenarioStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def publish_scenario(scenario: Scenario, *, seen: int, by: User) -> list[Pairing]:
    """Propose all its pairs to their hubs, or none; those that stand already are not asked again.

    It becomes the one published scenario of its call.
    """
    call = Call.objects.select_for_update().get(pk=scenario.call_id)
    hold_scenario(scenario, seen)
    board = board_at(move_of(scenario))
    asked = sorted(board.groups - held_by(scenario))
    if not asked:
        raise Refused(_("There is no pair to propose."))
    refuse_hidden(scenario, [key for group in asked for key in group], by)
    for other in Scenario.objects.filter(call=call, status=ScenarioStatus.PUBLISHED).exclude(pk=scenario.pk):
        SCENARIO.take(other, "replace")
        leave_trace(other, "replace", by=by, version=other.version)
    made = [_propose(scenario, group, by) for group in asked]
    SCENARIO.take(scenario, "publish")
    go_on(scenario, MoveKind.PUBLISH, board.but(locked=board.groups), by=by)
    return made


@transaction.atomic
def forbid_in_scenarios(
    call: Call,
    expressions: Iterable[Expression],
    *,
    reason: str,
    by: User | None,
    refusing: Expression | None = None,
) -> None:
    """A proposal was refused: its hubs are free again on the published scenario, and not to be paired.

    Of three partners, those two are forbidden of whom one is the `refusing` one.
    """
    keys = [str(one.pk) for one in expressions]
    two_by_two = [two for two in combinations(keys, 2) if refusing is None or str(refusing.pk) in two]
    for scenario in Scenario.objects.filter(call=call, status=ScenarioStatus.PUBLISHED):
        hold_scenario(scenario, None)
        board, places = board_at(move_of(scenario)), scenario.case.pools.places
        for two in two_by_two:
            if set(two) <= places.keys():
                board = on_board(scenario, forbid_by_force, board, two, reason)
        go_on(scenario, MoveKind.FORBID, board, hubs=keys, reason=reason, by=by)


def _propose(scenario: Scenario, group: Sequence[str], by: User) -> Pairing:
    chosen = list(Expression.objects.filter(pk__in=[int(key) for key in group]))
    return propose_pairing(scenario.call, expressions=chosen, scenario=scenario, by=by)
