"""Trying how to pair the hubs of a call: scenarios, the moves on them, and publishing one."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.desk.scenarios import board_at, hidden_from, kept_of, keys_of, move_of, next_of, twinnings_of
from hubs.models import Call, Move, MoveKind, Scenario
from hubs.operations.turns import add_move, go_on, hold_scenario, on_board, refuse_hidden, step_to
from hubs.pairing.answering import answer
from hubs.pairing.board import Board
from hubs.pairing.boards import document_around
from hubs.pairing.carrying import board_like
from hubs.pairing.moves import MOVES, settle
from hubs.pairing.reading import Case
from hubs.problem.document import problem_of
from hubs.states import SCENARIO, CallStatus
from twinning.accounts.models import User
from twinning.core.digest import digest_of
from twinning.core.errors import Refused, refuse_faulty_fields
from twinning.core.words import one_line
from twinning.trail.operations import leave_trace


@transaction.atomic
def make_scenario(call: Call, *, name: str, by: User, like: Scenario | None = None) -> Scenario:
    """Begin a scenario from the rows as they are now; `like` another one, with those of its locks and
    forbidden pairs that still can be.
    """
    if call.status != CallStatus.RELEASED:
        raise Refused(_("Release the decisions of this call first."))
    inputs = problem_of(call)
    scenario = Scenario(
        call=call, inputs=inputs, digest=digest_of(inputs), made_by=by, made_at=timezone.now()
    )
    _name(scenario, name)
    board = board_like(scenario.case.pools, board_at(move_of(like))) if like else Board()
    add_move(scenario, 1, None, MoveKind.MAKE, board, by=by)
    leave_trace(scenario, "make", by=by, version=1, move=1)
    return scenario


@transaction.atomic
def rename_scenario(scenario: Scenario, *, name: str, by: User) -> None:
    """Call it something else."""
    _name(scenario, name)
    leave_trace(scenario, "rename", by=by, version=scenario.version)


@transaction.atomic
def revise_scenario(
    scenario: Scenario, *, move: str, hubs: Sequence[str] = (), reason: str = "", seen: int, by: User
) -> Move:
    """Make one move on the board as it stood at version `seen`; refused where a constraint forbids it."""
    hold_scenario(scenario, seen)
    if move not in MOVES:
        raise Refused(_("There is no such move."))
    before = board_at(move_of(scenario))
    refuse_hidden(scenario, before.with_mates(hubs), by)
    board = on_board(scenario, MOVES[move], before, hubs, reason.strip())
    return go_on(scenario, move, board, hubs=hubs, reason=reason.strip(), by=by)


@transaction.atomic
def solve_scenario(scenario: Scenario, *, seen: int, by: User, way: str = "best") -> Move:
    """Let the solver pair everybody around the locks: `best`, `stable`, or `alternative-2`.

    Where no pairing keeps all constraints the board stays, and the move says what to relax. Pairs of
    hubs in which the person has an interest stay as they are.
    """
    hold_scenario(scenario, seen)
    board = board_at(move_of(scenario))
    still = hidden_from(by, keys_of(scenario))
    found = answer(Case(document_around(scenario.inputs, board, still)))
    if found["solved"]:
        board = on_board(scenario, settle, board, twinnings_of(found, way))
    return go_on(scenario, MoveKind.SOLVE, board, found=kept_of(found, way), by=by)


@transaction.atomic
def undo_scenario(scenario: Scenario, *, seen: int, by: User) -> None:
    """Take the last move back."""
    hold_scenario(scenario, seen)
    last = move_of(scenario)
    if last.after is None:
        raise Refused(_("There is nothing to take back."))
    step_to(scenario, "undo", last, to=scenario.moves.get(number=last.after), by=by)


@transaction.atomic
def redo_scenario(scenario: Scenario, *, seen: int, by: User) -> None:
    """Bring back the move that was taken back last."""
    hold_scenario(scenario, seen)
    following = next_of(scenario)
    if following is None:
        raise Refused(_("There is nothing to bring back."))
    step_to(scenario, "redo", following, to=following, by=by)


@transaction.atomic
def discard_scenario(scenario: Scenario, *, by: User) -> None:
    """Put a scenario away that nobody will publish."""
    SCENARIO.take(scenario, "discard")
    leave_trace(scenario, "discard", by=by, version=scenario.version)


def _name(scenario: Scenario, name: str) -> None:
    """Give it a name that no other scenario of the call has, and store it."""
    scenario.name = one_line(name)
    refuse_faulty_fields(scenario, exclude=["inputs", "digest"])
    taken = _("Another scenario of this call has this name.")
    try:
        with transaction.atomic():
            if scenario.pk:
                scenario.save(update_fields=["name"])
            else:
                scenario.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(taken, field="name") from twice
