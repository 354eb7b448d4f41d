"""The directory of hubs, a hub's page, and keeping it up to date."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.answers import TEXTS
from hubs.directory import directory, rows
from hubs.extras import extras_of
from hubs.forms.hubs import HubForm, OfficeHubForm
from hubs.kinds import kind_name
from hubs.languages import language_name
from hubs.models import Expression, Hub, Twinning
from hubs.operations.hubs import hide_hub, list_hub
from hubs.states import HUB
from twinning.core.errors import Refused
from twinning.core.paging import page_of
from twinning.core.steps import step
from twinning.core.web import find, permit, permitted


def hubs(request: HttpRequest) -> HttpResponse:
    """All hubs one may see, searched and narrowed."""
    those = directory(request.user, request.GET)
    page = page_of(those.found, request)
    context = {
        "those": those,
        "page": page,
        "rows": rows(those, page),
        "narrowed": any(those.chosen.values()),
    }
    return render(request, "hubs/hubs.html", context)


def hub(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of a hub, with whom it is twinned, and what higher apps add."""
    visible = Hub.objects.visible_to(request.user).select_related("region")
    this = find(visible.prefetch_related("technology_areas"), slug=slug)
    context = {
        "hub": this,
        "kind": kind_name(this.organisation_type),
        "working_languages": ", ".join(map(language_name, this.languages)),
        "twinnings": [pair(twinning) for twinning in _twinnings_of(this, request.user)],
        "expressions": _expressions_of(this, request.user),
        "extras": extras_of(this, request.user),
        "may_describe": permitted(request.user, "hubs.describe_hub", this),
        "may_see_members": permitted(request.user, "hubs.see_members", this),
    }
    return render(request, "hubs/hub.html", context)


def _expressions_of(this: Hub, user: Any) -> Any:
    """For those who may read them, what the hub has written for calls."""
    theirs = Expression.objects.visible_to(user).filter(hub=this)
    return theirs.select_related("call", "hub").defer(*TEXTS)


def _twinnings_of(this: Hub, user: Any) -> Any:
    theirs = Twinning.objects.visible_to(user).filter(partners__hub=this)
    return theirs.with_hubs().select_related("call")


def pair(twinning: Twinning) -> dict[str, Any]:
    """A twinning as the component of the design draws it."""
    partners = [
        {
            "name": partner.hub.name,
            "place": place(partner.hub),
            "region": partner.hub.region.name,
            "shore": partner.hub.region.shore,
            "url": partner.hub.get_absolute_url(),
        }
        for partner in twinning.partners.all()
    ]
    return {"partners": partners, "foot": f"{twinning.call} · {twinning.get_status_display()}"}


def place(this: Hub) -> str:
    """City and country in one line."""
    return f"{this.city}, {this.country.name}" if this.city else this.country.name


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Enter one's hub, and become its manager."""
    permit(request.user, "hubs.register_hub")
    form = form_for(request)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            this = form.save(by=request.user)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("Your hub is registered. The office looks at it before the public sees it.")
            )
            return redirect(this)
    return render(request, "hubs/register.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def describe(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is known of the hub; what a colleague saved meanwhile is shown beside."""
    this = find(Hub.objects.visible_to(request.user), slug=slug)
    permit(request.user, "hubs.describe_hub", this)
    form = form_for(request)(request.POST or None, instance=this)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(by=request.user)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(this)
    status = 409 if form.refused else 422 if form.errors else 200
    return render(request, "hubs/describe.html", {"form": form, "hub": this}, status=status)


def form_for(request: HttpRequest) -> type[HubForm]:
    """The office notes more than the public."""
    return OfficeHubForm if request.user.works_in_office else HubForm


show = step(HUB, "list", Hub, list_hub, done=gettext_lazy("The hub is listed: the public sees it."))
hide = step(
    HUB,
    "hide",
    Hub,
    hide_hub,
    explains=gettext_lazy("The public no longer sees the hub. Its own people and the office still do."),
    done=gettext_lazy("The hub is hidden from the public."),
)
