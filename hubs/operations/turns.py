"""A turn at the desk: on the board that the person has seen, and on no other."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.desk.scenarios import board_at, held_by, hidden_from, keys_of, move_of
from hubs.models import Move, Scenario
from hubs.pairing.board import Against, Board
from hubs.pairing.boards import written
from hubs.pairing.figures import figures
from hubs.problem.wording import in_words, names_of
from hubs.states import ScenarioStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused, Stale
from twinning.trail.operations import leave_trace

OPEN = (ScenarioStatus.DRAFT, ScenarioStatus.PUBLISHED)


def hold_scenario(scenario: Scenario, seen: int | None) -> None:
    """As stored now and until the transaction ends, if the person has seen it so."""
    stored = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if stored.status not in OPEN:
        raise Refused(_("This scenario is closed: make a new one like it."))
    if seen is not None and stored.version != seen:
        raise Stale(_("Somebody else has changed this scenario since you opened it."), current=stored)
    for name in ("version", "position", "status"):
        setattr(scenario, name, getattr(stored, name))


def _take_turn(scenario: Scenario, position: int) -> None:
    """Count the version up, unless somebody has in between, on whatever database."""
    stored = Scenario.objects.filter(pk=scenario.pk, version=scenario.version, status__in=OPEN)
    if not stored.update(version=scenario.version + 1, position=position):
        sentence = _("Somebody else has changed this scenario since you opened it.")
        raise Stale(sentence, current=Scenario.objects.get(pk=scenario.pk))
    scenario.version, scenario.position = scenario.version + 1, position


def go_on(scenario: Scenario, kind: str, board: Board, *, by: User | None, **said: Any) -> Move:
    """Add a move after the one that counts, and let it count."""
    refuse_to_part(scenario, board)
    number, after = scenario.moves.latest("number").number + 1, scenario.position
    _take_turn(scenario, number)
    made = add_move(scenario, number, after, kind, board, by=by, **said)
    leave_trace(scenario, kind, by=by, version=scenario.version, move=number)
    return made


def add_move(
    scenario: Scenario,
    number: int,
    after: int | None,
    kind: str,
    board: Board,
    *,
    by: User | None,
    **said: Any,
) -> Move:
    """Write down what was done, with the board and the figures that it led to."""
    return Move.objects.create(
        scenario=scenario,
        number=number,
        after=after,
        kind=kind,
        board=written(board),
        figures=figures(scenario.case, board),
        by=by,
        at=timezone.now(),
        **({name: list(value) if name == "hubs" else value for name, value in said.items()}),
    )


def step_to(scenario: Scenario, step: str, move: Move, *, to: Move, by: User) -> None:
    """Let the board of another move count, unless what changes is not the person's to see."""
    before, after = board_at(move_of(scenario)), board_at(to)
    changed = {key for group in before.groups ^ after.groups for key in group} | set(move.hubs)
    refuse_hidden(scenario, changed, by)
    refuse_to_part(scenario, after)
    _take_turn(scenario, to.number)
    leave_trace(scenario, step, by=by, version=scenario.version, move=move.number)


def refuse_to_part(scenario: Scenario, board: Board) -> None:
    """What hubs have been asked about is not a matter of the board any more."""
    if held_by(scenario) - board.locked:
        raise Refused(_("Its hubs have been asked: give the proposal up first, or wait for their answers."))


def refuse_hidden(scenario: Scenario, hubs: Iterable[str], by: User) -> None:
    """Nobody moves a hub in whose application they have an interest."""
    known = set(keys_of(scenario)) & set(hubs)
    if hidden_from(by, known):
        sentence = _(
            "This concerns a hub in whose application you have an interest: leave it to a colleague."
        )
        raise Refused(sentence)


def on_board(scenario: Scenario, act: Callable[..., Board], board: Board, *said: Any) -> Board:
    """The next board, or the refusal in words."""
    try:
        return act(board, scenario.case.pools, *said)
    except Against as against:
        names = {hub["key"]: hub["name"] for pool in scenario.inputs["pools"] for hub in pool["hubs"]}
        raise Refused(in_words(against.said, names_of(names))) from against
