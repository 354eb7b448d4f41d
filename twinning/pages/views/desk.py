"""The desk: what waits for the person who signed in, and what is theirs."""

from typing import Any, NamedTuple

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from hubs import settled
from hubs.mine import Mine, hubs_of
from hubs.models import MembershipRole, Partner, Twinning
from hubs.states import HubStatus
from twinning.accounts.models import Letter, Role, User
from twinning.core.keeping import until_change
from twinning.core.lands import land
from twinning.pages.office import counts, missing_words
from twinning.pages.reviews import reviews_of
from twinning.pages.waiting import waiting_for

NEWEST = 5
# Of each partner: its twinning, the plan of that, and the hub.
TWINNED = (
    "twinning",
    "twinning__plan",
    "hub__slug",
    "hub__name",
    "hub__country",
    "hub__region",
)


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """One page for all roles: each part is there for those whom it concerns."""
    user = request.user
    zone = timezone.get_current_timezone_name()
    context = until_change(("desk", user.pk, user.role, zone), lambda: gathered(user))
    letters = {"letters": newest_letters(user)}
    return render(request, "pages/desk.html", context | letters | reminders(user))


def gathered(user: User) -> dict[str, Any]:
    """What this person's part in the programme brings to the desk."""
    return {"things": waiting_for(user)} | own(user) | duties(user)


class Twin(NamedTuple):
    """A hub in a twinning, as the component `pair` draws it."""

    name: str
    url: str
    place: str
    region: str
    shore: int


def own(user: User) -> dict[str, Any]:
    """The person's hubs, with their part in each, and the twinnings of these."""
    mine = hubs_of(user)
    return {
        "memberships": [_membership(hub) for hub in mine],
        "twinnings": _twinnings_of([hub.pk for hub in mine]),
        "has_no_part_yet": not mine and not is_trusted(user),
    }


def _membership(hub: Mine) -> dict[str, Any]:
    return {
        "name": hub.name,
        "url": reverse("hubs:hub", kwargs={"slug": hub.slug}),
        "role": MembershipRole(hub.role).label,
        "state": "" if hub.status == HubStatus.LISTED else HubStatus(hub.status).label,
    }


def _twinnings_of(hubs: list[int]) -> list[dict[str, Any]]:
    """With their partners and plans, in one query."""
    part = Partner.objects.filter(hub__in=hubs).order_by()
    theirs = Twinning.objects.filter(pk__in=part.values("twinning")).values("pk")[:NEWEST]
    partners = Partner.objects.filter(twinning__in=theirs).order_by(
        "twinning__formed_at", "twinning", "hub__region__position", "pk"
    )
    regions, home = settled.regions(), reverse("hubs:hubs")
    found: dict[tuple[int, int | None], list[Twin]] = {}
    for twinning, plan, slug, name, country, region in partners.values_list(*TWINNED):
        twins = found.setdefault((twinning, plan), [])
        twins.append(Twin(name, f"{home}{slug}/", land(country), regions[region].name, len(twins) + 1))
    return [_pair(*keys, tuple(twins)) for keys, twins in found.items()]


def _pair(twinning: int, plan: int | None, partners: tuple[Twin, ...]) -> dict[str, Any]:
    plan_url = reverse("actionplans:plan", kwargs={"pk": plan}) if plan else ""
    url = reverse("hubs:twinning", kwargs={"pk": twinning})
    return {"url": url, "plan_url": plan_url, "partners": partners}


def duties(user: User) -> dict[str, Any]:
    """What an office or the reviewing brings with it."""
    return {
        "counts": counts(user) if user.works_in_office else [],
        "missing_words": missing_words() if user.works_in_office else [],
        "reviews": reviews_of(user) if user.role == Role.REVIEWER else None,
    }


def is_trusted(user: User) -> bool:
    """With what hubs tell the programme alone."""
    return user.works_in_office or user.role == Role.REVIEWER


def reminders(user: User) -> dict[str, bool]:
    """What would make signing in safer, and times plainer."""
    return {
        "should_set_up_mfa": is_trusted(user) and not is_mfa_enabled(user),
        "should_choose_zone": user.time_zone == "UTC",
    }


def newest_letters(user: User) -> list[Letter]:
    columns = ("pk", "subject", "written_at", "read_at")
    return list(Letter.objects.visible_to(user).values_list(*columns, named=True)[:NEWEST])
