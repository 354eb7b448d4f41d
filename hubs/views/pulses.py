"""A hub's answers on how its twinning goes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hubs.forms.pulses import PulseForm, ReplyForm
from hubs.models import Pulse
from hubs.pulse.months import next_asked
from hubs.settled import programme
from twinning.core.errors import Refused, Stale
from twinning.core.web import find, permit, permitted

EARLIER = 12  # months


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The two questions, and what the hub answered before; who may not answer reads."""
    visible = Pulse.objects.visible_to(request.user).select_related("hub", "twinning", "answered_by")
    pulse = find(visible, pk=pk)
    form = PulseForm(request.POST or None, instance=pulse)
    status = 200
    if request.method == "POST":
        permit(request.user, "hubs.answer_pulse", pulse)
        if form.is_valid():
            try:
                form.save(by=request.user)
            except Refused as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("Thank you. You can change it until the next month's questions."))
                return redirect(pulse)
        status = 409 if form.refused else 422
    return render(request, "hubs/pulse.html", _context(request, pulse, form), status=status)


def _context(request: HttpRequest, pulse: Pulse, form: PulseForm) -> dict[str, Any]:
    earlier = (
        Pulse.objects.visible_to(request.user)
        .answered()
        .filter(twinning=pulse.twinning, hub=pulse.hub, month__lt=pulse.month)
    )
    return {
        "pulse": Pulse.objects.select_related("hub", "twinning", "answered_by", "replied_by").get(
            pk=pulse.pk
        ),
        "form": form,
        "may_answer": permitted(request.user, "hubs.answer_pulse", pulse),
        "until": next_asked(pulse, programme().time_zone),
        "earlier": earlier.select_related("answered_by")[:EARLIER],
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The office answers what a hub needs; whoever read older words is shown the new ones first."""
    visible = Pulse.objects.visible_to(request.user).select_related("hub", "twinning", "replied_by")
    pulse = find(visible, pk=pk)
    permit(request.user, "hubs.reply_to_pulse", pulse)
    form = ReplyForm(request.POST or None, initial={"version": pulse.version, "words": pulse.reply})
    if request.method == "POST" and form.is_valid():
        try:
            form.save(pulse, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            if isinstance(refusal, Stale):
                pulse = find(visible, pk=pk)
                form.data = _at(request.POST, pulse.version)
        else:
            messages.success(request, _("A letter is on its way to those who write for the hub."))
            return redirect(reverse("admin:hubs_pulse_changelist"))
    context = {"pulse": pulse, "form": form}
    return render(request, "hubs/reply_to_pulse.html", context, status=409 if form.errors else 200)


def _at(typed: QueryDict, version: int) -> QueryDict:
    """What was typed, to be sent again knowing what is stored now."""
    found = typed.copy()
    found["version"] = str(version)
    return found
