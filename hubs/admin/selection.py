"""Pages of the office beside the ranking: stability, import and export, dossier."""

import csv
import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hubs.admin.drill_page import drill
from hubs.admin.ranking import propose, ranking
from hubs.admin.reserve_page import call_for, context_of, reserve
from hubs.evaluation.ranking_table import cells_of, rows_of, with_commas
from hubs.evaluation.steadiness import stability_of, words_of
from hubs.forms.selection import ScoresForm
from hubs.models import Paper, PaperKind
from hubs.operations.papers import ask_for_dossier
from hubs.states import CallStatus
from twinning.core.errors import Refused
from twinning.core.importing import Faulty
from twinning.core.web import permit, permitted


def addresses(view: Any) -> list[Any]:
    """All pages of the selection, below a call."""
    return [
        path("<int:pk>/ranking/", view(ranking), name="hubs_call_ranking"),
        path("<int:pk>/ranking.csv", view(ranking_csv), name="hubs_call_ranking_csv"),
        path("<int:pk>/ranking.json", view(ranking_json), name="hubs_call_ranking_json"),
        path("<int:pk>/propose-decisions/", view(propose), name="hubs_call_propose_decisions"),
        path("<int:pk>/stability/", view(steadiness), name="hubs_call_stability"),
        path("<int:pk>/reserve/", view(reserve), name="hubs_call_reserve"),
        path("<int:pk>/drill/", view(drill), name="hubs_call_drill"),
        path("<int:pk>/scores/", view(scores), name="hubs_call_scores"),
        path("<int:pk>/dossier/", view(dossier), name="hubs_call_dossier"),
    ]


@require_GET
def steadiness(request: HttpRequest, pk: int) -> HttpResponse:
    """How the selected would change without any one reviewer, and with other weights."""
    call = call_for(request, pk)
    words = words_of(call, stability_of(call, reader=request.user), reader=request.user)
    context = context_of(request, call, "stability", _("Stability: %(call)s"))
    return render(request, "admin/hubs/call/stability.html", context | words)


@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks of a panel from a CSV file, tried out or kept; and the ranking as a file."""
    call = call_for(request, pk)
    form = ScoresForm(request.POST or None, request.FILES or None, call=call)
    faults: list[Any] = []
    if request.method == "POST":
        permit(request.user, "hubs.import_scores", call)
        if form.is_valid():
            try:
                form.save(by=request.user)
            except Faulty as found:
                faults = found.faults
            else:
                messages.success(request, form.told())
                return redirect(request.path)
    context = context_of(request, call, "scores", _("Import and export: %(call)s")) | {
        "form": form,
        "faults": faults,
        "may_import": permitted(request.user, "hubs.import_scores", call),
        "is_settled": call.status in (CallStatus.RELEASED, CallStatus.ARCHIVED),
    }
    status = 422 if form.errors or faults else 200
    return render(request, "admin/hubs/call/scores.html", context, status=status)


@require_GET
def ranking_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking for a spreadsheet, without what the reader has an interest in. With `?decimal=comma` as
    spreadsheets read it wherever numbers have a comma; programs and the dossier keep the point.
    """
    call = call_for(request, pk)
    cells, sign = cells_of(call, reader=request.user), ","
    if request.GET.get("decimal") == "comma":
        cells, sign = with_commas(cells), ";"
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ranking-{call.slug}.csv"'
    csv.writer(response, delimiter=sign, lineterminator="\r\n").writerows(cells)
    return response


@require_GET
def ranking_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a program."""
    call = call_for(request, pk)
    content = json.dumps(rows_of(call, reader=request.user), ensure_ascii=False, indent=1)
    return HttpResponse(content, content_type="application/json")


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossiers of a call: to have one made by the worker, and to take it away."""
    call = call_for(request, pk)
    if request.method == "POST":
        permit(request.user, "hubs.ask_for_dossier", call)
        try:
            ask_for_dossier(call, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(reverse("admin:hubs_call_dossier", args=[pk]))
    papers = Paper.objects.visible_to(request.user).filter(call=call, kind=PaperKind.DOSSIER)
    context = context_of(request, call, "dossier", _("Dossier: %(call)s"))
    context |= {"papers": papers.select_related("asked_by")[:20]}
    return render(request, "admin/hubs/call/dossier.html", context)
