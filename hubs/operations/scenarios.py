"""Trying how to pair the hubs of a call: scenarios, the moves on them, and publishing one."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Call, Expression, Move, MoveKind, Pairing, Scenario
from hubs.operations.pairings import propose_pairing
from hubs.pairing.answering import answer
from hubs.pairing.board import MOVES, Against, Board, forbid_by_force, settle
from hubs.pairing.boards import document_around, written
from hubs.pairing.figures import figures
from hubs.pairing.reading import Case
from hubs.problem import problem_of
from hubs.scenarios import board_at, held_by, hidden_from, keys_of, move_of, next_of
from hubs.states import SCENARIO, CallStatus, ScenarioStatus
from hubs.wording import in_words, names_of
from twinning.accounts.models import User
from twinning.core.digest import digest_of
from twinning.core.errors import Refused, Stale, refuse_faulty_fields
from twinning.core.words import one_line
from twinning.trail.operations import leave_trace

OPEN = (ScenarioStatus.DRAFT, ScenarioStatus.PUBLISHED)


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
    board = _like(scenario.case, board_at(move_of(like))) if like else Board()
    _add(scenario, 1, None, MoveKind.MAKE, board, by=by)
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
    _hold(scenario, seen)
    if move not in MOVES:
        raise Refused(_("There is no such move."))
    _refuse_hidden(scenario, hubs, by)
    board = _on_board(scenario, MOVES[move], board_at(move_of(scenario)), hubs, reason.strip())
    return _go_on(scenario, move, board, hubs=hubs, reason=reason.strip(), by=by)


@transaction.atomic
def solve_scenario(scenario: Scenario, *, seen: int, by: User, way: str = "best") -> Move:
    """Let the solver pair everybody around the locks: `best`, `stable`, or `alternative-2`.

    Where no pairing keeps all constraints the board stays, and the move says what to relax. Pairs of
    hubs in which the person has an interest stay as they are.
    """
    _hold(scenario, seen)
    board = board_at(move_of(scenario))
    still = hidden_from(by, keys_of(scenario))
    found = answer(Case(document_around(scenario.inputs, board, still)))
    if found["solved"]:
        board = _on_board(scenario, settle, board, _way(found, way))
    return _go_on(scenario, MoveKind.SOLVE, board, found=_kept(found, way), by=by)


@transaction.atomic
def undo_scenario(scenario: Scenario, *, seen: int, by: User) -> None:
    """Take the last move back."""
    _hold(scenario, seen)
    last = move_of(scenario)
    if last.after is None:
        raise Refused(_("There is nothing to take back."))
    _step(scenario, "undo", last, to=scenario.moves.get(number=last.after), by=by)


@transaction.atomic
def redo_scenario(scenario: Scenario, *, seen: int, by: User) -> None:
    """Bring back the move that was taken back last."""
    _hold(scenario, seen)
    following = next_of(scenario)
    if following is None:
        raise Refused(_("There is nothing to bring back."))
    _step(scenario, "redo", following, to=following, by=by)


@transaction.atomic
def publish_scenario(scenario: Scenario, *, seen: int, by: User) -> list[Pairing]:
    """Propose all its pairs to their hubs, or none; those that stand already are not asked again.

    It becomes the one published scenario of its call.
    """
    call = Call.objects.select_for_update().get(pk=scenario.call_id)
    _hold(scenario, seen)
    board = board_at(move_of(scenario))
    asked = sorted(board.groups - held_by(scenario))
    if not asked:
        raise Refused(_("There is no pair to propose."))
    _refuse_hidden(scenario, [key for group in asked for key in group], by)
    for other in Scenario.objects.filter(call=call, status=ScenarioStatus.PUBLISHED).exclude(pk=scenario.pk):
        SCENARIO.take(other, "replace")
        leave_trace(other, "replace", by=by, version=other.version)
    made = [_propose(scenario, group, by) for group in asked]
    SCENARIO.take(scenario, "publish")
    _go_on(scenario, MoveKind.PUBLISH, board.but(locked=board.groups), by=by)
    return made


@transaction.atomic
def discard_scenario(scenario: Scenario, *, by: User) -> None:
    """Put a scenario away that nobody will publish."""
    SCENARIO.take(scenario, "discard")
    leave_trace(scenario, "discard", by=by, version=scenario.version)


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
        _hold(scenario, None)
        board, places = board_at(move_of(scenario)), scenario.case.pools.places
        for two in two_by_two:
            if set(two) <= places.keys():
                board = _on_board(scenario, forbid_by_force, board, two, reason)
        _go_on(scenario, MoveKind.FORBID, board, hubs=keys, reason=reason, by=by)


def _hold(scenario: Scenario, seen: int | None) -> None:
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


def _go_on(scenario: Scenario, kind: str, board: Board, *, by: User | None, **said: Any) -> Move:
    """Add a move after the one that counts, and let it count."""
    _refuse_to_part(scenario, board)
    last = scenario.moves.order_by("-number").first()
    number, after = last.number + 1, scenario.position
    _take_turn(scenario, number)
    made = _add(scenario, number, after, kind, board, by=by, **said)
    leave_trace(scenario, kind, by=by, version=scenario.version, move=number)
    return made


def _add(
    scenario: Scenario,
    number: int,
    after: int | None,
    kind: str,
    board: Board,
    *,
    by: User | None,
    **said: Any,
) -> Move:
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


def _step(scenario: Scenario, step: str, move: Move, *, to: Move, by: User) -> None:
    before, after = board_at(move_of(scenario)), board_at(to)
    changed = {key for group in before.groups ^ after.groups for key in group} | set(move.hubs)
    _refuse_hidden(scenario, changed, by)
    _refuse_to_part(scenario, after)
    _take_turn(scenario, to.number)
    leave_trace(scenario, step, by=by, version=scenario.version, move=move.number)


def _refuse_to_part(scenario: Scenario, board: Board) -> None:
    """What hubs have been asked about is not a matter of the board any more."""
    if held_by(scenario) - board.locked:
        raise Refused(_("Its hubs have been asked: give the proposal up first, or wait for their answers."))


def _refuse_hidden(scenario: Scenario, hubs: Iterable[str], by: User) -> None:
    known = set(keys_of(scenario)) & set(hubs)
    if hidden_from(by, known):
        sentence = _(
            "This concerns a hub in whose application you have an interest: leave it to a colleague."
        )
        raise Refused(sentence)


def _on_board(scenario: Scenario, act: Any, board: Board, *said: Any) -> Board:
    """The next board, or the refusal in words."""
    try:
        return act(board, scenario.case.pools, *said)
    except Against as against:
        names = {hub["key"]: hub["name"] for pool in scenario.inputs["pools"] for hub in pool["hubs"]}
        raise Refused(in_words(against.said, names_of(names))) from against


def _way(found: dict[str, Any], way: str) -> list[list[str]]:
    """The twinnings of the pairing that was asked for."""
    if way == "stable" and "choice" in found:
        return found["choice"]["stable"]["twinnings"]
    name, _dash, number = way.partition("-")
    if name == "alternative" and number.isdecimal() and 1 <= int(number) <= len(found["alternatives"]):
        return found["alternatives"][int(number) - 1]["twinnings"]
    if way != "best":
        raise Refused(_("There is no such pairing any more: solve again."))
    return [one["hubs"] for one in found["twinnings"]]


def _kept(found: dict[str, Any], way: str) -> dict[str, Any]:
    """Of an answer what the board does not say itself."""
    kept = {
        name: found[name] for name in ("solved", "proved", "total", "choice", "alternatives") if name in found
    }
    return {**kept, "way": way, "relax": found.get("relax", [])}


def _like(case: Case, other: Board) -> Board:
    """An empty board with the locks and forbidden pairs of another one that can still be."""
    board, pools = Board(), case.pools
    for act, pairs in (("allow", other.allowed), ("forbid", other.forbidden)):
        for two, reason in sorted(pairs.items()):
            board = _if_possible(MOVES[act], board, pools, two, reason)
    for group in sorted(other.locked):
        paired = _if_possible(MOVES["pair"], board, pools, group)
        board = _if_possible(MOVES["lock"], paired, pools, group)
    return board


def _if_possible(act: Any, board: Board, *said: Any) -> Board:
    try:
        return act(board, *said)
    except Against:
        return board


def _propose(scenario: Scenario, group: Sequence[str], by: User) -> Pairing:
    chosen = list(Expression.objects.filter(pk__in=[int(key) for key in group]))
    return propose_pairing(scenario.call, expressions=chosen, scenario=scenario, by=by)


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
