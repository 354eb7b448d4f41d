"""The withdrawal drill of a call: for each hub what would happen if it left; and doing it when it has."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hubs.admin.reserve_page import call_for, context_of
from hubs.drill.words import Told, told
from hubs.models import Drill, Expression, Repair
from hubs.operations.repairing import carry_out_repair
from hubs.states import DrillStatus, ExpressionStatus
from twinning.core.errors import Refused
from twinning.core.paging import page_of
from twinning.core.web import find, permit, permitted


class WayForm(forms.Form):
    """Which way, and why somebody in the reserve is passed over, where that is so."""

    repair = forms.IntegerField(widget=forms.HiddenInput)
    way = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def drill(request: HttpRequest, pk: int) -> HttpResponse:
    """Those that have really left come first, then those whose leaving breaks the most."""
    call = call_for(request, pk, "hubs.see_drill")
    refusal, status = "", 200
    if request.method == "POST":
        refusal = _carry_out(request, pk)
        if not refusal:
            return redirect(request.path)
        status = 409
    seen = Repair.objects.visible_to(request.user).filter(drill__call=call)
    rows = seen.select_related("expression__hub__region", "drill")
    page = page_of(rows.order_by("-expression__status", "-broken", "expression__hub__name"), request)
    this = Drill.objects.filter(call=call).first()
    context = context_of(request, call, "drill", _("If a hub leaves: %(call)s")) | {
        "drill": this,
        "waits": this is None or this.status in (DrillStatus.QUEUED, DrillStatus.RECKONING),
        "failed": this is not None and this.status == DrillStatus.FAILED,
        "page": page,
        "rows": _rows(request, list(page), this),
        "hidden": Repair.objects.filter(drill__call=call).count() - seen.count(),
        "refusal": refusal,
    }
    return render(request, "admin/hubs/call/drill.html", context, status=status)


def _carry_out(request: HttpRequest, call: int) -> str:
    """The refusal in words; none when it is done."""
    form = WayForm(request.POST)
    if not form.is_valid():
        return _("Choose one of the ways.")
    given = form.cleaned_data
    visible = Repair.objects.visible_to(request.user).filter(drill__call=call)
    repair = find(visible.select_related("expression", "drill"), pk=given["repair"])
    permit(request.user, "hubs.carry_out_repair", repair)
    try:
        carry_out_repair(repair, way=given["way"], reason=given["reason"], by=request.user)
    except Refused as refusal:
        return str(refusal)
    messages.success(request, _("Done: the place is given, and the new pairs are proposed to their hubs."))
    return ""


def _rows(request: HttpRequest, repairs: Sequence[Repair], this: Drill | None) -> list[dict[str, Any]]:
    """What is being reckoned anew is shown, and not to be carried out."""
    names = _names(repairs)
    holds = this is not None and this.status == DrillStatus.RECKONED
    rows = []
    for repair in repairs:
        has_left = repair.expression.status == ExpressionStatus.WITHDRAWN
        may = has_left and holds and permitted(request.user, "hubs.carry_out_repair", repair)
        rows.append(
            {
                "repair": repair,
                "hub": repair.expression.hub,
                "has_left": has_left,
                "ways": [
                    _way(repair, number, told(way, names), may) for number, way in enumerate(repair.ways)
                ],
            }
        )
    return rows


def _way(repair: Repair, number: int, words: Told, may: bool) -> dict[str, Any]:
    initial = {"repair": repair.pk, "way": number, "reason": words.reason}
    form = WayForm(initial=initial, auto_id=f"way-{repair.pk}-{number}-%s")
    return {"words": words, "form": form if may else None, "asks": not words.in_turn}


def _names(repairs: Sequence[Repair]) -> dict[str, str]:
    """Of every hub that the rows of this page name, with one query."""
    keys = {
        key
        for repair in repairs
        for way in repair.ways
        for key in (way["joins"], *way["without"], *(k for p in (*way["broken"], *way["made"]) for k in p))
        if key
    }
    rows = Expression.objects.filter(pk__in=map(int, keys)).values_list("pk", "hub__acronym", "hub__name")
    return {str(pk): acronym or name for pk, acronym, name in rows}
