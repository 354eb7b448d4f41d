"""Why two hubs are to be twinned: the sheet that both of them read."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hubs.models import Paper
from hubs.models.paper import explained_to
from hubs.operations.printing_reasons import ask_for_reasons
from hubs.reasons.sheet import key_of, sheets_of_pairing
from twinning.core.web import find, permit


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_pairing(request: HttpRequest, pk: int) -> HttpResponse:
    """GET is the sheet as its hubs read it; POST has the worker print it."""
    visible = explained_to(request.user).select_related("call", "scenario")
    pairing = find(visible, pk=pk)
    if request.method == "POST":
        permit(request.user, "hubs.ask_for_reasons", pairing)
        ask_for_reasons(pairing, by=request.user)
        messages.success(request, being_made())
        return redirect(request.path)
    sheets = sheets_of_pairing(pairing)
    context = {
        "pairing": pairing,
        "title": " – ".join(dict.fromkeys(hub.name for sheet in sheets for hub in sheet.hubs)),
        "sheets": sheets,
        "partners": partners_of(sheets),
        "paper": Paper.objects.visible_to(request.user).filter(key=key_of(sheets, "pairing", pk)).first(),
    }
    return render(request, "hubs/reasons.html", context)


def being_made() -> str:
    return _("The PDF is being made. It will stand here in a minute.")


def partners_of(sheets: Any) -> list[dict[str, Any]]:
    """Each hub once, as the component `pair` draws it."""
    hubs = {hub.key: hub for sheet in sheets for hub in sheet.hubs}
    return [
        {"name": hub.name, "place": hub.place, "region": hub.region, "shore": hub.shore, "url": ""}
        for hub in hubs.values()
    ]
