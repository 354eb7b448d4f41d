"""The history of a scenario in words: who did what, and what has changed since somebody looked."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.desk.scenarios import hidden_from, keys_of
from hubs.models import Move, Scenario
from hubs.problem.wording import Names, listed, names_of, reason_in_words
from twinning.trail.models import Trace

NOBODY = gettext_lazy("The clock")
WORDS = {
    "make": gettext_lazy("Made"),
    "pair": gettext_lazy("Paired %(hubs)s"),
    "unpair": gettext_lazy("Parted %(hubs)s"),
    "swap": gettext_lazy("Let %(hubs)s change places"),
    "lock": gettext_lazy("Locked %(hubs)s"),
    "unlock": gettext_lazy("Unlocked %(hubs)s"),
    "forbid": gettext_lazy("Forbade %(hubs)s"),
    "allow": gettext_lazy("Allowed %(hubs)s"),
    "publish": gettext_lazy("Proposed the pairs to their hubs"),
}
WAYS = {
    "best": gettext_lazy("Solved"),
    "stable": gettext_lazy("Took the stable pairing"),
}


def moves_in_words(
    moves: Sequence[Move], line: Sequence[Move], names: Names, hidden: Collection[str]
) -> list[dict[str, Any]]:
    """The first first; `undone` are those that do not count."""
    counts = {move.number for move in line}
    return [
        {
            "number": move.number,
            "kind": move.kind,
            "words": words_of(move, names, hidden),
            "reason": "" if set(move.hubs) & set(hidden) else reason_in_words(move.reason),
            "by": str(move.by or NOBODY),
            "at": move.at,
            "undone": move.number not in counts,
        }
        for move in moves
    ]


def words_of(move: Move, names: Names, hidden: Collection[str]) -> str:
    """What was done; of hubs that are hidden no more than that something was."""
    if set(move.hubs) & set(hidden):
        return _("A move of hubs that are not shown to you")
    if move.kind == "solve":
        return _solved(move)
    return str(WORDS[move.kind]) % {"hubs": listed(names.hub(key) for key in move.hubs)}


def _solved(move: Move) -> str:
    if not move.found.get("solved"):
        return _("Solved: no pairing keeps all constraints")
    way = move.found.get("way", "best")
    if way in WAYS:
        return str(WAYS[way])
    return _("Took alternative %(number)s") % {"number": way.partition("-")[2]}


def changes_since(scenario: Scenario, user: Any, version: int) -> list[str]:
    """A sentence for each change after this version, undoing too, the first first."""
    traces = [
        trace
        for trace in Trace.objects.of(scenario).select_related("by")
        if trace.step in SENTENCES or trace.step in WORDS or trace.step == "solve"
        if trace.detail.get("version", 0) > version
    ]
    if not traces:
        return []
    moves = {move.number: move for move in scenario.moves.all()}
    hidden = hidden_from(user, keys_of(scenario))
    hubs = {hub["key"]: hub["name"] for pool in scenario.inputs["pools"] for hub in pool["hubs"]}
    names = names_of(hubs)
    return [_sentence(trace, moves, names, hidden) for trace in traces]


SENTENCES = {
    "undo": gettext_lazy("%(who)s took back: %(what)s."),
    "redo": gettext_lazy("%(who)s brought back: %(what)s."),
    "replace": gettext_lazy("%(who)s published another scenario of this call."),
}


def _sentence(trace: Trace, moves: Mapping[int, Move], names: Names, hidden: Collection[str]) -> str:
    move = moves.get(trace.detail.get("move", 0))
    what = words_of(move, names, hidden) if move else ""
    says = SENTENCES.get(trace.step, gettext_lazy("%(who)s: %(what)s."))
    return str(says) % {"who": trace.by or NOBODY, "what": what}
