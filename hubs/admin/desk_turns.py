"""A step on the pairing desk: taken, or refused in words with what the person wanted still at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hubs.admin.desk_facts import address, asked_of, number_of, wants_part
from hubs.admin.desk_page import show
from hubs.desk.moves import changes_since
from hubs.models import Scenario
from twinning.core.errors import Refused, Stale

STEPS = require_http_methods(["GET", "HEAD", "POST"])  # who reloads a refusal gets the desk


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


def answer(request: HttpRequest, scenario: Scenario, turn: Turn) -> HttpResponse:
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
        stale=changes_since(scenario, request.user, seen_by(request)) if is_stale else [],
        again=turn.button | {"url": address(scenario, turn.step) + asked_of(request)} if is_stale else None,
        picked=" ".join(turn.hubs),
        reason=turn.reason,
        asks_reason=turn.asks_reason and not is_stale,
    )


def seen_by(request: HttpRequest) -> int:
    return number_of(request.POST.get("seen", ""))
