"""What a coordinator does on the pairing desk: each button is a POST, with and without scripts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hubs.admin.desk_page import address, asked_of, number_of, picked, scenario_for, show, wants_part
from hubs.desk_moves import changes_since
from hubs.models import Scenario
from hubs.operations.scenarios import redo_scenario, revise_scenario, solve_scenario, undo_scenario
from twinning.core.errors import Refused, Stale

MOVES = {
    "pair": (gettext_lazy("Paired: %(hubs)s."), gettext_lazy("Pair %(hubs)s all the same")),
    "unpair": (gettext_lazy("Unpaired: %(hubs)s."), gettext_lazy("Unpair %(hubs)s all the same")),
    "swap": (
        gettext_lazy("Changed places: %(hubs)s."),
        gettext_lazy("Let %(hubs)s change places all the same"),
    ),
    "lock": (gettext_lazy("Locked: %(hubs)s."), gettext_lazy("Lock %(hubs)s all the same")),
    "unlock": (gettext_lazy("Unlocked: %(hubs)s."), gettext_lazy("Unlock %(hubs)s all the same")),
    "forbid": (gettext_lazy("Forbidden: %(hubs)s."), gettext_lazy("Forbid %(hubs)s all the same")),
    "allow": (gettext_lazy("Allowed again: %(hubs)s."), gettext_lazy("Allow %(hubs)s all the same")),
}
WITH_REASON = ("forbid", "allow")
WAYS = ("best", "stable", "alternative-")
LONGEST = 40  # letters of a way's name
methods = require_http_methods(["GET", "HEAD", "POST"])


@dataclass
class Turn:
    """A step that somebody wants to take: what it does, what is said then, and the button to offer it
    again when somebody else was first. `hubs` and `reason` stay in the page when it is refused.
    """

    step: str
    take: Callable[[], Any]
    says: str
    button: dict[str, str]
    hubs: tuple[str, ...] = ()
    reason: str = ""
    asks_reason: bool = False


@methods
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Pair, part, lock, unlock, forbid or allow two hubs, or let two of one side change places."""
    scenario = scenario_for(request, pk, "hubs.revise_scenario")
    return _answer(request, scenario, _move(request, scenario))


def _move(request: HttpRequest, scenario: Scenario) -> Turn:
    """From a button that names its hubs, or from the chosen ones."""
    move, *keys = request.POST.get("act", "").split()[:4] or [""]
    hubs = tuple(keys or picked(request))
    reason = request.POST.get("reason", "").strip()
    says, again = MOVES.get(move, ("", ""))
    names = {"hubs": _names(scenario, hubs)}

    def take() -> None:
        if move not in MOVES or len(hubs) < 2:
            raise Refused(_("Choose two hubs first."))
        if move == "forbid" and not reason:
            raise Refused(_("Say why these two must not be paired."))
        revise_scenario(scenario, move=move, hubs=hubs, reason=reason, seen=_seen(request), by=request.user)

    button = {"name": "act", "value": " ".join([move, *hubs]), "label": again and str(again) % names}
    return Turn("revise", take, says and str(says) % names, button, hubs, reason, move in WITH_REASON)


def _names(scenario: Scenario, hubs: tuple[str, ...]) -> str:
    """In words; where the person may not know a hub the operation refuses before they are read."""
    known = {hub["key"]: hub["name"] for pool in scenario.inputs["pools"] for hub in pool["hubs"]}
    return get_text_list([known[key] for key in hubs if key in known], _("and"))


@methods
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last move."""
    scenario = scenario_for(request, pk, "hubs.undo_scenario")

    def take() -> None:
        undo_scenario(scenario, seen=_seen(request), by=request.user)

    button = {"name": "undo", "value": "1", "label": _("Undo all the same")}
    return _answer(request, scenario, Turn("undo", take, _("The last step is taken back."), button))


@methods
def redo(request: HttpRequest, pk: int) -> HttpResponse:
    """Do again what was taken back."""
    scenario = scenario_for(request, pk, "hubs.redo_scenario")

    def take() -> None:
        redo_scenario(scenario, seen=_seen(request), by=request.user)

    button = {"name": "redo", "value": "1", "label": _("Redo all the same")}
    return _answer(request, scenario, Turn("redo", take, _("The step is done again."), button))


@methods
def solve(request: HttpRequest, pk: int) -> HttpResponse:
    """The best pairs around the locked ones; or the stable pairing, or one of the next best."""
    scenario = scenario_for(request, pk, "hubs.solve_scenario")
    way = request.POST.get("way", "best")[:LONGEST]

    def take() -> None:
        if not way.startswith(WAYS):
            raise Refused(_("There is no such way to solve it."))
        solve_scenario(scenario, way=way, seen=_seen(request), by=request.user)

    button = {"name": "way", "value": way, "label": _("Solve all the same")}
    return _answer(request, scenario, Turn("solve", take, _("Solved."), button))


def _answer(request: HttpRequest, scenario: Scenario, turn: Turn) -> HttpResponse:
    """Take the step and show the board; or say at the place why not, and offer it again where it may be."""
    back = address(scenario, "desk") + asked_of(request)
    if request.method != "POST":
        return redirect(back)
    try:
        turn.take()
    except Stale as refusal:
        return _refused(request, scenario, refusal, turn, is_stale=True)
    except Refused as refusal:
        return _refused(request, scenario, refusal, turn)
    if wants_part(request):
        return show(request, scenario, said=turn.says)
    messages.success(request, turn.says)
    return redirect(back)


def _refused(
    request: HttpRequest, scenario: Scenario, refusal: Refused, turn: Turn, *, is_stale: bool = False
) -> HttpResponse:
    """The board as it stands now, with what the person wanted still at hand."""
    scenario.refresh_from_db()
    return show(
        request,
        scenario,
        status=409,
        refusal=str(refusal),
        stale=changes_since(scenario, request.user, _seen(request)) if is_stale else [],
        again=turn.button | {"url": address(scenario, turn.step) + asked_of(request)} if is_stale else None,
        picked=" ".join(turn.hubs),
        reason=turn.reason,
        asks_reason=turn.asks_reason and not is_stale,
    )


def _seen(request: HttpRequest) -> int:
    return number_of(request.POST.get("seen", ""))
