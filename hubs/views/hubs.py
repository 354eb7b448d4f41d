"""The directory of hubs, a hub's page, and keeping it up to date."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.directory import directory, rows
from hubs.forms.hubs import HubForm, OfficeHubForm
from hubs.hub_page import told_of
from hubs.models import Hub
from hubs.operations.hubs import hide_hub, list_hub
from hubs.states import HUB
from hubs.theirs import has_no_part_in_it, sees_listed_hubs_alone
from twinning.core.errors import Refused
from twinning.core.keeping import until_change
from twinning.core.kept_pages import kept_page
from twinning.core.paging import page_of
from twinning.core.steps import step
from twinning.core.web import find, permit


@kept_page("page", "region", "country", "area", "status", alike=sees_listed_hubs_alone)
def hubs(request: HttpRequest) -> HttpResponse:
    """All hubs one may see, searched and narrowed."""
    those = directory(request.user, request.GET)
    page = page_of(those.found, request, count=those.number)
    context = {
        "choices": those.choices,
        "chosen": those.chosen,
        "page": page,
        "rows": rows(those, page),
        "narrowed": any(those.chosen.values()),
    }
    return TemplateResponse(request, "hubs/hubs.html", context)


@kept_page(alike=has_no_part_in_it)
def hub(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of a hub, with whom it is twinned, and what higher apps add."""
    user = request.user
    if not user.is_authenticated:
        return TemplateResponse(request, "hubs/hub.html", told_of(slug, user))
    # Gathered once for a person, until anything changes: their own hub's page is where they come and go.
    whose = ("hub", slug, user.pk, user.role, timezone.get_current_timezone_name())
    return TemplateResponse(request, "hubs/hub.html", until_change(whose, lambda: told_of(slug, user)))


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
