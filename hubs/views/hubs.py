"""The directory of hubs, a hub's page, and keeping it up to date."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from hubs import settled
from hubs.directory import directory, rows
from hubs.extras import extras_of
from hubs.forms.hubs import HubForm, OfficeHubForm
from hubs.kinds import kind_name
from hubs.languages import language_name
from hubs.models import Expression, Hub, Partner, Twinning
from hubs.operations.hubs import hide_hub, list_hub
from hubs.settled import Area, Shore
from hubs.states import HUB, TwinningStatus
from hubs.theirs import has_no_part_in_it, sees_listed_hubs_alone
from twinning.core.errors import Refused
from twinning.core.keeping import until_change, until_public_change
from twinning.core.kept_pages import kept_page
from twinning.core.paging import page_of
from twinning.core.steps import step
from twinning.core.web import find, permit, permitted

# Of each partner: its twinning, the twinning's facts, and the hub's.
TWINNED = (
    "twinning",
    "twinning__call__title",
    "twinning__status",
    "hub__region",
    "hub__slug",
    "hub__name",
    "hub__city",
    "hub__country",
)


@kept_page("page", "region", "country", "area", "status", alike=sees_listed_hubs_alone)
def hubs(request: HttpRequest) -> HttpResponse:
    """All hubs one may see, searched and narrowed."""
    those = directory(request.user, request.GET)
    page = page_of(those.found, request)
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
        return render(request, "hubs/hub.html", _told(slug, user))
    # Gathered once for a person, until anything changes: their own hub's page is where they come and go.
    whose = ("hub", slug, user.pk, user.role, timezone.get_current_timezone_name())
    return render(request, "hubs/hub.html", until_change(whose, lambda: _told(slug, user)))


def _told(slug: str, user: Any) -> dict[str, Any]:
    """Of a hub that this reader may see."""
    this = find(Hub.objects.visible_to(user), slug=slug)
    return {
        "hub": this,
        "region": settled.regions()[this.region_id],
        "shown": until_public_change(("hub", this.pk), lambda: _drawn(this)),
        "expressions": list(_expressions_of(this, user)),
        "extras": extras_of(this, user),
        **_doors(this, user),
    }


def _drawn(this: Hub) -> dict[str, str]:
    """What is the same for everybody who sees the hub."""
    about = {"hub": this, "areas": _areas_of(this), "twinnings": _twinnings_of(this)}
    kind, spoken = kind_name(this.organisation_type), ", ".join(map(language_name, this.languages))
    return {
        "about": render_to_string("hubs/_hub_about.html", about),
        "facts": render_to_string(
            "hubs/_hub_known.html", {"hub": this, "kind": kind, "working_languages": spoken}
        ),
    }


def _areas_of(this: Hub) -> list[Area]:
    """Its technology areas, in the programme's order."""
    through = Hub.technology_areas.through.objects.filter(hub=this)
    chosen = set(through.values_list("technologyarea_id", flat=True))
    return [area for pk, area in settled.areas().items() if pk in chosen]


def _doors(this: Hub, user: Any) -> dict[str, bool]:
    """What else the person may open."""
    return {
        "may_describe": user.is_authenticated and permitted(user, "hubs.describe_hub", this),
        "may_see_members": user.is_authenticated and permitted(user, "hubs.see_members", this),
    }


def _expressions_of(this: Hub, user: Any) -> Any:
    """For those who may read them, what the hub has written for calls."""
    if not user.is_authenticated:
        return []
    theirs = Expression.objects.visible_to(user).filter(hub=this)
    return theirs.select_related("call", "hub")


def _twinnings_of(this: Hub) -> list[dict[str, Any]]:
    """As the component of the design draws them, the partners of all in one query. They are public."""
    regions, theirs = settled.regions(), Twinning.objects.filter(partners__hub=this)
    partners = Partner.objects.filter(twinning__in=theirs.values("pk")).order_by(
        "twinning__formed_at", "twinning", "hub__region__position", "pk"
    )
    found: dict[int, dict[str, Any]] = {}
    for twinning, call, status, region, *hub in partners.values_list(*TWINNED):
        foot = f"{call} · {TwinningStatus(status).label}"
        pair = found.setdefault(twinning, {"partners": [], "foot": foot})
        pair["partners"].append(_partner(regions[region], *hub))
    return list(found.values())


def _partner(region: Shore, slug: str, name: str, city: str, country: str) -> dict[str, Any]:
    land = countries.name(country)
    return {
        "name": name,
        "place": f"{city}, {land}" if city else land,
        "region": region.name,
        "shore": region.shore,
        "url": reverse("hubs:hub", kwargs={"slug": slug}),
    }


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
