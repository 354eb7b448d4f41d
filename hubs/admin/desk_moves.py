"""What a coordinator does on the pairing desk: each button is a POST, with and without scripts."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.admin.desk_facts import picked, scenario_for
from hubs.admin.desk_turns import STEPS, Turn, answer, seen_by
from hubs.models import Scenario
from hubs.operations.scenarios import redo_scenario, revise_scenario, solve_scenario, undo_scenario
from twinning.core.errors import Refused

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


@STEPS
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Pair, part, lock, unlock, forbid or allow two hubs, or let two of one side change places."""
    scenario = scenario_for(request, pk, "hubs.revise_scenario")
    return answer(request, scenario, _move(request, scenario))


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
        revise_scenario(scenario, move=move, hubs=hubs, reason=reason, seen=seen_by(request), by=request.user)

    button = {"name": "act", "value": " ".join([move, *hubs]), "label": again and str(again) % names}
    return Turn("revise", take, says and str(says) % names, button, hubs, reason, move in WITH_REASON)


def _names(scenario: Scenario, hubs: tuple[str, ...]) -> str:
    """In words; where the person may not know a hub the operation refuses before they are read."""
    known = {hub["key"]: hub["name"] for pool in scenario.inputs["pools"] for hub in pool["hubs"]}
    return get_text_list([known[key] for key in hubs if key in known], _("and"))


@STEPS
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last move."""
    scenario = scenario_for(request, pk, "hubs.undo_scenario")

    def take() -> None:
        undo_scenario(scenario, seen=seen_by(request), by=request.user)

    button = {"name": "undo", "value": "1", "label": _("Undo all the same")}
    return answer(request, scenario, Turn("undo", take, _("The last step is taken back."), button))


@STEPS
def redo(request: HttpRequest, pk: int) -> HttpResponse:
    """Do again what was taken back."""
    scenario = scenario_for(request, pk, "hubs.redo_scenario")

    def take() -> None:
        redo_scenario(scenario, seen=seen_by(request), by=request.user)

    button = {"name": "redo", "value": "1", "label": _("Redo all the same")}
    return answer(request, scenario, Turn("redo", take, _("The step is done again."), button))


@STEPS
def solve(request: HttpRequest, pk: int) -> HttpResponse:
    """The best pairs around the locked ones; or the stable pairing, or one of the next best."""
    scenario = scenario_for(request, pk, "hubs.solve_scenario")
    way = request.POST.get("way", "best")[:LONGEST]

    def take() -> None:
        if not way.startswith(WAYS):
            raise Refused(_("There is no such way to solve it."))
        solve_scenario(scenario, way=way, seen=seen_by(request), by=request.user)

    button = {"name": "way", "value": way, "label": _("Solve all the same")}
    return answer(request, scenario, Turn("solve", take, _("Solved."), button))
