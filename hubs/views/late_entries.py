"""Late entries: the office gives codes and sees what became of them, hubs enter them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hubs.forms.calls import GiveLateEntryForm, LateEntryForm
from hubs.models import Call, Expression, LateEntry
from hubs.operations.late_entries import cancel_late_entry
from hubs.views.applying import my_hubs
from twinning.core.errors import Refused
from twinning.core.templatetags.times import clock_words
from twinning.core.web import find, permit


@login_required
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """All codes of a call, and the form for another; a new one is told in a message, this once."""
    call = find(Call.objects.visible_to(request.user), slug=slug)
    permit(request.user, "hubs.give_late_entry", call)
    form = GiveLateEntryForm(request.POST or None, call=call)
    if request.method == "POST" and form.is_valid():
        try:
            _entry, code = form.save(by=request.user)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            words = _("The code is %(code)s. Pass it on now: it is not shown again.")
            messages.success(request, words % {"code": code})
            return redirect("hubs:give_late_entry", slug=call.slug)
    entries = call.late_entries.select_related("hub", "given_by", "used_by")
    context = {"call": call, "form": form, "rows": [_row(entry) for entry in entries]}
    return render(request, "hubs/late_entries.html", context, status=409 if form.errors else 200)


def _row(entry: LateEntry) -> dict[str, Any]:
    return {"entry": entry, "state": _state(entry)}


def _state(entry: LateEntry) -> str:
    if entry.used_at:
        return "used"
    if entry.cancelled_at:
        return "cancelled"
    return "past" if entry.until <= timezone.now() else "waiting"


@require_POST
@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a code that was given to the wrong person."""
    entry = find(LateEntry.objects.visible_to(request.user).select_related("call"), pk=pk)
    permit(request.user, "hubs.cancel_late_entry", entry)
    try:
        cancel_late_entry(entry, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The code is cancelled."))
    return redirect("hubs:give_late_entry", slug=entry.call.slug)


@login_required
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Come in with a code, after the deadline."""
    call = find(Call.objects.visible_to(request.user), slug=slug)
    permit(request.user, "hubs.enter_late_entry", call)
    form = LateEntryForm(request.POST or None, hubs=my_hubs(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            entry = form.save(call, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            until = clock_words(entry.until, call.time_zone)
            sentence = _("Your hub is let in: it can apply and submit until %(until)s.")
            messages.success(request, sentence % {"until": until})
            begun = Expression.objects.filter(call=call, hub=entry.hub_id).first()
            return redirect(begun or call)
    return render(
        request, "hubs/late_entry.html", {"call": call, "form": form}, status=409 if form.errors else 200
    )
