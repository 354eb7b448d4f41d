"""The pairing desk as plain values: a scenario's board as one person of the office may see it.

Whoever has an interest in an application sees neither its hub nor anything about it: not in pairs,
moves or reasons, and figures are reckoned without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from hubs.desk_changes import changes_of_rows
from hubs.desk_figures import alternatives_in_words, choice_in_words, figures_in_words, parts_in_words
from hubs.desk_moves import moves_in_words
from hubs.fits import fit_in, hundredths, stored, told
from hubs.languages import language_name
from hubs.models import Call, Expression, Move, PairingPartner, Region, Scenario
from hubs.pairing.board import Board, constrained
from hubs.pairing.boards import board_without, without
from hubs.pairing.figures import figures
from hubs.pairing.office_hours import shared_on
from hubs.pairing.pools import Group
from hubs.pairing.reading import Case
from hubs.scenarios import board_at, hidden_from, keys_of, line_of
from hubs.wording import Names, in_words, listed, names_of, reason_in_words


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


def board_of(scenario: Scenario, user: Any, *, changes: bool = True) -> dict[str, Any]:
    """Everything that the desk shows, translated, with names; without `changes` not what has changed in
    the rows, which is a question of its own to the database.
    """
    desk = Desk(scenario, user)
    names = desk.names
    return {
        "pk": scenario.pk,
        "name": scenario.name,
        "version": scenario.version,
        "status": scenario.status,
        "status_label": str(scenario.get_status_display()),
        "call": {"pk": scenario.call_id, "title": scenario.call.title},
        "pools": _pools(desk),
        "pairs": _pairs(desk),
        "free": [key for key in desk.case.by_key if not desk.board.of(key)],
        "hidden": len(desk.hidden),
        "forbidden": _forbidden(desk),
        "figures": figures_in_words(desk.figures, desk.case, desk.board, names),
        "parts": parts_in_words(desk.figures),
        "blocking": [_named(pair, names) for pair in desk.figures["blocking"]],
        "regrets": [
            {"name": names.hub(key), "key": key, "rank": rank}
            for key, rank in sorted(desk.figures["regrets"].items(), key=lambda found: -found[1])
        ],
        "choice": choice_in_words(desk.solved),
        "alternatives": alternatives_in_words(desk.solved, names),
        "changed": changes_of_rows(scenario, desk.hidden) if changes else [],
        "relax": [in_words(one["said"], names) for one in desk.solved.get("relax", ())],
        "unsolved": desk.solved.get("solved") is False,
        "moves": moves_in_words(desk.moves, desk.line, names, desk.hidden),
        "can_undo": desk.line[-1].after is not None,
        "can_redo": any(move.after == scenario.position for move in desk.moves),
    }


def score_table(scenario: Scenario, user: Any = None) -> dict[tuple[str, str], int]:
    """The points of every two hubs of different pools."""
    case = Desk(scenario, user).case if user else scenario.case
    found = {}
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
    return {**_hub(desk, found[0]), "mates": mates}


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
                "short": _short(case, two, names),
                "parts": told(stored(fit_in(case, *two), two), names),
                "pairs": [names.hub(one) for group in groups for one in group if one != other],
                "locked": any(group in desk.board.locked for group in groups),
                "is_forbidden": two in around.forbidden,
                "forbidden": _why(desk, two) if two in around.forbidden else "",
            }
        )
    return found


def _in_order(case: Case, one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other), key=lambda key: case.pools.places[key])
    return first, second


def _pools(desk: Desk) -> list[dict[str, Any]]:
    found = []
    for pool in desk.scenario.inputs["pools"]:
        codes = pool["code"].split("+")
        regions = [desk.regions[code] for code in codes if code in desk.regions]
        found.append(
            {
                "code": pool["code"],
                "name": listed(region.name for region in regions) or pool["code"],
                "shore": regions[0].shore if regions else 1,
                "hubs": [_hub(desk, hub) for hub in pool["hubs"] if hub["key"] not in desk.hidden],
            }
        )
    return found


def _hub(desk: Desk, hub: Mapping[str, Any]) -> dict[str, Any]:
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
        "mark": f"{standing.total.normalize():f}" if standing and standing.total is not None else "",
        "url": expression.get_absolute_url(),
    }


def _pairs(desk: Desk) -> list[dict[str, Any]]:
    standing = _standing(desk)
    return [_pair(desk, group, standing.get(frozenset(group))) for group in sorted(desk.board.groups)]


def _pair(desk: Desk, group: Group, pairing: Mapping[str, Any] | None) -> dict[str, Any]:
    case, names = desk.case, desk.names
    twos = list(combinations(group, 2))
    points = sum(case.pools.pair_score(two) for two in twos)
    parts = [part for two in twos for part in stored(fit_in(case, *two), two)]
    return {
        "hubs": list(group),
        "names": [names.hub(key) for key in group],
        "score": hundredths(points // len(twos)),
        "points": points,
        "locked": group in desk.board.locked,
        "parts": told(parts, names),
        "short": " / ".join(_short(case, two, names) for two in twos),
        "pairing": pairing,
    }


def _standing(desk: Desk) -> dict[frozenset[str], dict[str, Any]]:
    """What became of the proposals of this scenario that still stand."""
    partners = PairingPartner.objects.filter(pairing__scenario=desk.scenario, holds=True)
    together: dict[Any, set[str]] = {}
    for partner in partners.select_related("pairing"):
        together.setdefault(partner.pairing, set()).add(str(partner.expression_id))
    return {
        frozenset(keys): {
            "pk": pairing.pk,
            "status": pairing.status,
            "label": str(pairing.get_status_display()),
        }
        for pairing, keys in together.items()
    }


def _short(case: Case, two: tuple[str, str], names: Names) -> str:
    """At a glance: areas and languages in common, and office hours at the same time in January."""
    first, second = (case.by_key[key] for key in two)
    told_areas = ", ".join(names.area(code) for code in sorted(first.areas & second.areas))
    told_languages = ", ".join(language_name(code) for code in sorted(first.languages & second.languages))
    hours = ""
    if first.place and second.place:
        hours = f"{shared_on(first.place, second.place, date(case.hours.year, 1, 15), case.hours):g} h"
    return " · ".join(filter(None, [told_areas, told_languages, hours]))


def _forbidden(desk: Desk) -> list[dict[str, Any]]:
    pairs = sorted(constrained(desk.case.pools, desk.board).forbidden)
    return [
        {**_named(two, desk.names), "reason": _why(desk, two), "by_hand": two in desk.board.forbidden}
        for two in pairs
    ]


def _why(desk: Desk, two: tuple[str, str]) -> str:
    reasons = [desk.board.forbidden.get(two, ""), *desk.case.reasons.get(two, [])]
    told_reasons = [reason_in_words(reason) for reason in reasons if reason]
    wishes = {one["hub"]: one.get("not_with", ()) for one in desk.case.document.get("preferences", ())}
    for one, other in (two, two[::-1]):
        if other in wishes.get(one, ()):
            told_reasons.append(_("%(hub)s does not want this twin.") % {"hub": desk.names.hub(one)})
    return " ".join(told_reasons)


def _named(hubs: Any, names: Names) -> dict[str, Any]:
    return {"hubs": list(hubs), "names": [names.hub(key) for key in hubs]}


def scenarios_of(call: Call, user: Any) -> list[dict[str, Any]]:
    """All scenarios of a call with their figures, the latest first."""
    rows = Scenario.objects.visible_to(user).filter(call=call).select_related("call", "made_by")
    return [_line(Desk(scenario, user)) for scenario in rows]


def _line(desk: Desk) -> dict[str, Any]:
    scenario = desk.scenario
    return {
        "pk": scenario.pk,
        "name": scenario.name,
        "status": scenario.status,
        "status_label": str(scenario.get_status_display()),
        "made_by": str(scenario.made_by),
        "made_at": scenario.made_at,
        "version": scenario.version,
        "figures": figures_in_words(desk.figures, desk.case, desk.board, desk.names),
    }
