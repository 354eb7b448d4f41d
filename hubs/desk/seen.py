"""A scenario as one person of the office may see it, read once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hubs.desk.scenarios import board_at, hidden_from, keys_of, line_of
from hubs.models import Expression, Move, Region, Scenario
from hubs.pairing.board import Board
from hubs.pairing.boards import board_without, without
from hubs.pairing.figures import figures
from hubs.pairing.reading import Case
from hubs.problem.wording import Names, names_of


@dataclass(frozen=True)
class Desk:
    """A scenario as `user` may see it, read once."""

    scenario: Scenario
    user: Any

    @cached_property
    def moves(self) -> list[Move]:
        return list(self.scenario.moves.select_related("by").order_by("number"))

    @cached_property
    def line(self) -> list[Move]:
        """The moves that led to the board."""
        by_number = {move.number: move for move in self.moves}
        return [by_number[number] for number in line_of(self.scenario, self.moves)]

    @cached_property
    def whole(self) -> Board:
        return board_at(self.line[-1])

    @cached_property
    def hidden(self) -> frozenset[str]:
        return hidden_from(self.user, keys_of(self.scenario))

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The hidden hubs, and whoever stands with them: of these no more is told than that they do."""
        groups = [group for group in self.whole.groups if self.hidden & set(group)]
        return self.hidden.union(*groups)

    @cached_property
    def case(self) -> Case:
        if not self.left_out:
            return self.scenario.case
        return Case(without(self.scenario.inputs, self.left_out))

    @cached_property
    def board(self) -> Board:
        return board_without(self.whole, self.left_out)

    @cached_property
    def figures(self) -> dict[str, Any]:
        return figures(self.case, self.board) if self.left_out else self.line[-1].figures

    @property
    def inputs(self) -> list[dict[str, Any]]:
        """The hubs of all pools."""
        return [hub for pool in self.scenario.inputs["pools"] for hub in pool["hubs"]]

    @cached_property
    def expressions(self) -> dict[str, Expression]:
        """Today's rows of the hubs that are shown."""
        keys = [int(key) for key in keys_of(self.scenario) if key not in self.hidden]
        rows = Expression.objects.filter(pk__in=keys).select_related("hub__region", "standing", "call")
        return {str(one.pk): one for one in rows}

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {region.code: region for region in Region.objects.all()}

    @cached_property
    def names(self) -> Names:
        hubs = {hub["key"]: hub["name"] for hub in self.inputs}
        shown = {key: name for key, name in hubs.items() if key not in self.hidden}
        return names_of(shown | {code: region.name for code, region in self.regions.items()})

    @cached_property
    def solved(self) -> dict[str, Any]:
        """What the last solving found, as long as the same locks and forbidden pairs stand."""
        if self.hidden:
            return {}
        last = next((move for move in reversed(self.line) if move.kind == "solve"), None)
        if last is None:
            return {}
        now, then = self.whole, board_at(last)
        same = (now.locked, now.forbidden, now.allowed) == (then.locked, then.forbidden, then.allowed)
        return last.found if same else {}
