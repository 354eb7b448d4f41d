"""The pairing desk as plain values: a scenario's board as one person of the office may see it.

Whoever has an interest in an application sees neither its hub nor anything about it: not in pairs,
moves or reasons, and figures are reckoned without it.
"""

from typing import Any

from hubs.desk.changes import changes_of_rows
from hubs.desk.choice import alternatives_in_words, choice_in_words
from hubs.desk.figures import figures_in_words, parts_in_words
from hubs.desk.hubs import pools_in
from hubs.desk.moves import moves_in_words
from hubs.desk.pairs import forbidden_in, named, pairs_in
from hubs.desk.seen import Desk
from hubs.models import Call, Scenario
from hubs.problem.wording import in_words


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
        "pools": pools_in(desk),
        "pairs": pairs_in(desk),
        "free": [key for key in desk.case.by_key if not desk.board.of(key)],
        "hidden": len(desk.hidden),
        "forbidden": forbidden_in(desk),
        "figures": figures_in_words(desk.figures, desk.case, desk.board, names),
        "parts": parts_in_words(desk.figures),
        "blocking": [named(pair, names) for pair in desk.figures["blocking"]],
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
