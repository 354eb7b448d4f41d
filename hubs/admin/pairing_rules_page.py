"""The page on which the office sets how the hubs of a call are paired."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hubs.forms.pairing_rules import PairingRulesForm
from hubs.models import Call, Region
from twinning.core.web import find, permit


@require_http_methods(["GET", "HEAD", "POST"])
def pairing_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Weights, office hours, how many twinnings, how long for an answer."""
    call = find(Call.objects.visible_to(request.user), pk=pk)
    permit(request.user, "hubs.revise_pairing_rules", call)
    form = PairingRulesForm(request.POST or None, call=call)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("Saved. Scenarios that there are keep what they were made with."))
        return redirect("admin:hubs_call_pairing_rules", pk=call.pk)
    context = admin.site.each_context(request) | {
        "title": _("Rules of pairing"),
        "call": call,
        "form": form,
        "first": Region.objects.first() or "",
        "opts": Call._meta,
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/hubs/call/pairing_rules.html", context, status=status)
