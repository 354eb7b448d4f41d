"""A hub's people: colleagues, their roles, and invitations."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hubs.forms.members import InvitationForm, RoleForm
from hubs.models import Hub, Invitation, Membership
from hubs.operations.memberships import change_membership, invite_colleague, remove_membership
from twinning.core.errors import Refused
from twinning.core.steps import NoQuestions
from twinning.core.web import find, permit, permitted


@login_required
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in the hub, and who is invited."""
    hub = find(Hub.objects.visible_to(request.user), slug=slug)
    permit(request.user, "hubs.see_members", hub)
    return _page(request, hub, InvitationForm())


@login_required
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Send somebody a letter with a link."""
    hub = find(Hub.objects.visible_to(request.user), slug=slug)
    permit(request.user, "hubs.invite_colleague", hub)
    form = InvitationForm(request.POST or None)
    if request.method != "POST":
        return _page(request, hub, form)
    if not form.is_valid():
        return _page(request, hub, form, status=422)
    try:
        invitation = invite_colleague(hub, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return _page(request, hub, form, status=409)
    messages.success(request, _("A letter is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("hubs:members", slug=hub.slug)


def _page(request: HttpRequest, hub: Hub, form: InvitationForm, *, status: int = 200) -> HttpResponse:
    people = Membership.objects.visible_to(request.user).filter(hub=hub).select_related("user")
    invitations = Invitation.objects.visible_to(request.user).waiting().filter(hub=hub)
    context = {
        "hub": hub,
        "people": people.order_by("role", "user__name", "user__email"),
        "invitations": invitations.select_related("invited_by"),
        "may_invite": permitted(request.user, "hubs.invite_colleague", hub),
        "form": form,
    }
    return render(request, "hubs/members.html", context, status=status)


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a colleague another role."""
    membership = _membership(request, pk, "hubs.change_membership")
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        try:
            change_membership(membership, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The role is changed."))
            return redirect("hubs:members", slug=membership.hub.slug)
    return _ask(request, membership, form, label=_("Change role"), explains="", grave=False)


@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a colleague out of the hub."""
    membership = _membership(request, pk, "hubs.remove_membership")
    form = NoQuestions(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_membership(membership, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(person)s is no longer in this hub.") % {"person": membership.user})
            return redirect("hubs:members", slug=membership.hub.slug)
    explains = _("This person no longer sees the hub's applications and plans. What they wrote stays.")
    return _ask(request, membership, form, label=_("Remove"), explains=explains, grave=True)


def _membership(request: HttpRequest, pk: int, permission: str) -> Membership:
    visible = Membership.objects.visible_to(request.user).select_related("hub", "user")
    membership = find(visible, pk=pk)
    permit(request.user, permission, membership)
    return membership


def _ask(request: HttpRequest, membership: Membership, form: Any, **words: Any) -> HttpResponse:
    back = reverse("hubs:members", args=[membership.hub.slug])
    context = {"record": membership, "name": str(membership), "form": form, "back": back} | words
    status = 409 if form.is_bound and form.errors else 200
    return render(request, "components/confirm_step.html", context, status=status)
