"""What stands in a scenario: its board, and the line of moves that led there."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from hubs.models import Expression, Move, PairingPartner, Scenario
from hubs.models.conflict import conflicted_with
from hubs.pairing.board import Board
from hubs.pairing.boards import board_from
from hubs.pairing.pools import Group
from hubs.problem.document import problem_of
from twinning.core.errors import Refused


def move_of(scenario: Scenario) -> Move:
    """The one that counts."""
    return scenario.moves.get(number=scenario.position)


def board_at(move: Move) -> Board:
    return board_from(move.board)


def line_of(scenario: Scenario, moves: Sequence[Move]) -> list[int]:
    """The numbers of the moves that led to the board, the first first; the others were taken back."""
    after = {move.number: move.after for move in moves}
    line, number = [], scenario.position
    while number:
        line.append(number)
        number = after[number] or 0
    return line[::-1]


def next_of(scenario: Scenario) -> Move | None:
    """What redoing brings back: the latest move made from here."""
    return scenario.moves.filter(after=scenario.position).order_by("-number").first()


def hidden_from(user: Any, keys: Iterable[str]) -> frozenset[str]:
    """The hubs of a scenario in whose applications the person has an interest."""
    theirs = Expression.objects.filter(pk__in=[int(key) for key in keys])
    found = theirs.filter(pk__in=conflicted_with(user)).values_list("pk", flat=True)
    return frozenset(map(str, found))


def keys_of(scenario: Scenario) -> list[str]:
    return [hub["key"] for pool in scenario.inputs["pools"] for hub in pool["hubs"]]


def held_by(scenario: Scenario) -> frozenset[Group]:
    """The twinnings of this scenario that hubs have been asked about, or that run: they stand."""
    places = scenario.case.pools.places
    together: dict[int, list[str]] = {}
    rows = PairingPartner.objects.filter(pairing__scenario=scenario, holds=True)
    for pairing, expression in rows.values_list("pairing", "expression"):
        together.setdefault(pairing, []).append(str(expression))
    return frozenset(tuple(sorted(group, key=places.__getitem__)) for group in together.values())


def today_of(scenario: Scenario) -> dict[str, Any] | None:
    """The document that today's rows would make; None where they make none any more."""
    try:
        return problem_of(scenario.call, but=scenario, year=scenario.inputs["hours"]["year"])
    except Refused:
        return None


def twinnings_of(found: dict[str, Any], way: str) -> list[list[str]]:
    """The twinnings of the pairing that was asked for."""
    if way == "stable" and "choice" in found:
        return found["choice"]["stable"]["twinnings"]
    name, _dash, number = way.partition("-")
    if name == "alternative" and number.isdecimal() and 1 <= int(number) <= len(found["alternatives"]):
        return found["alternatives"][int(number) - 1]["twinnings"]
    if way != "best":
        raise Refused(_("There is no such pairing any more: solve again."))
    return [one["hubs"] for one in found["twinnings"]]


def kept_of(found: dict[str, Any], way: str) -> dict[str, Any]:
    """Of an answer what the board does not say itself."""
    names = ("solved", "proved", "total", "choice", "alternatives", "relax")
    return {**{name: found[name] for name in names if name in found}, "way": way}
