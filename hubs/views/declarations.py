"""Declaring on conflicts of interest before anything is opened: one application, or all of a call at once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.evaluation.declaring import Asked, asked_of
from hubs.models import Call, Expression, Hub
from hubs.operations.conflicts import declare_interest
from hubs.operations.declaring import declare_on_call
from twinning.core.errors import Refused
from twinning.core.web import find, permit


class ConflictForm(forms.Form):
    """Why, for the office alone."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Reason, for the office alone")


def declare_first(request: HttpRequest, expression: Expression) -> HttpResponse | None:
    """Where somebody of the office is sent who opens an application without having declared on it."""
    if Expression.objects.opened_to(request.user).filter(pk=expression.pk).exists():
        return None
    page = reverse("hubs:declare_interest", kwargs={"pk": expression.pk})
    return redirect(f"{page}?{urlencode({'next': request.get_full_path()})}")


@login_required
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """For the office: the hub's name and country, and nothing of the application."""
    visible = Expression.objects.visible_to(request.user).select_related("hub", "call")
    this = find(visible, pk=pk)
    permit(request.user, "hubs.declare_interest", this)
    form = ConflictForm(request.POST if "conflict" in request.POST else None)
    if request.method == "POST" and ("conflict" not in request.POST or form.is_valid()):
        reason = form.cleaned_data["reason"] if "conflict" in request.POST else ""
        try:
            declare_interest(this, conflict="conflict" in request.POST, reason=reason, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(_way_on(request, this, hidden="conflict" in request.POST))
    context = {
        "hub": this.hub.name,
        "country": this.hub.country.name,
        "call": this.call,
        "expression": this,
        "form": form,
        "next": _wanted(request),
    }
    return render(request, "hubs/declare.html", context, status=422 if form.errors else 200)


def _wanted(request: HttpRequest) -> str:
    """Where the person was going, if that is ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else ""


def _way_on(request: HttpRequest, this: Expression, *, hidden: bool) -> str:
    if hidden:
        return reverse("admin:hubs_expression_changelist")
    return _wanted(request) or this.get_absolute_url()


@login_required
def declare_call(request: HttpRequest, slug: str) -> HttpResponse:
    """The hubs of a call by name and country, in one list, with nothing of their applications."""
    call = find(Call.objects.visible_to(request.user), slug=slug)
    permit(request.user, "hubs.declare_call", call)
    asked = asked_of(call, request.user)
    fault = ""
    if request.method == "POST":
        chosen = [hub for hub in asked.hubs if str(hub.pk) in request.POST.getlist("hubs")]
        reason = request.POST.get("reason", "").strip()
        if not chosen or reason:
            return _declared(request, call, chosen, reason)
        fault = _("Say in some words why, for the office alone.")
    context = {"call": call, "asked": _rows(request, asked), "blocked": asked.blocked, "fault": fault}
    context |= {"reason": request.POST.get("reason", ""), "back": _back(request)}
    return render(request, "hubs/declare_call.html", context, status=422 if fault else 200)


def _rows(request: HttpRequest, asked: Asked) -> list[dict[str, Any]]:
    """The value of a box is the hub's number and not the application's: nothing ties the two together."""
    ticked = {*request.POST.getlist("hubs"), *(str(pk) for pk in asked.declared)}
    return [
        {
            "value": hub.pk,
            "name": hub.name,
            "country": hub.country.name,
            "is_ticked": str(hub.pk) in ticked,
            "is_declared": hub.pk in asked.declared,
        }
        for hub in asked.hubs
    ]


def _declared(request: HttpRequest, call: Call, chosen: list[Hub], reason: str) -> HttpResponse:
    try:
        declare_on_call(call, conflicts=chosen, reason=reason, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext(
            "Thank you. %(number)d conflict of interest is noted.",
            "Thank you. %(number)d conflicts of interest are noted.",
            len(chosen),
        )
        messages.success(request, words % {"number": len(chosen)})
    return redirect(_wanted(request) or _back(request))


def _back(request: HttpRequest) -> str:
    user: Any = request.user
    return reverse("admin:hubs_expression_changelist" if user.works_in_office else "hubs:reviews")
