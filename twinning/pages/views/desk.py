"""The desk: what waits for the person who signed in, and what is theirs."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Plan
from hubs.models import Membership, Partner, Twinning
from twinning.accounts.models import Letter, Role, User
from twinning.core.keeping import until_change
from twinning.pages.office import counts, missing_words
from twinning.pages.reviews import reviews_of
from twinning.pages.waiting import waiting_for

NEWEST = 5


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


def own(user: User) -> dict[str, Any]:
    """The person's hubs, with their part in each, and the twinnings of these."""
    memberships = list(Membership.objects.filter(user=user).select_related("hub").order_by("hub__name"))
    part = Partner.objects.filter(hub__in=[one.hub_id for one in memberships]).order_by()
    in_part = Twinning.objects.filter(pk__in=part.values("twinning")).with_hubs()
    theirs = list(in_part[:NEWEST]) if memberships else []
    plans = dict(Plan.objects.filter(twinning__in=theirs).order_by().values_list("twinning", "pk"))
    drawn = [_drawn(twinning, plans.get(twinning.pk)) for twinning in theirs]
    has_no_part = not memberships and not is_trusted(user)
    return {"memberships": memberships, "twinnings": drawn, "has_no_part_yet": has_no_part}


def _drawn(twinning: Twinning, plan: int | None) -> dict[str, Any]:
    """A twinning as the component `pair` draws it."""
    partners = [
        {
            "name": partner.hub.name,
            "url": partner.hub.get_absolute_url(),
            "place": partner.hub.country.name,
            "region": partner.hub.region.name,
            "shore": shore,
        }
        for shore, partner in enumerate(twinning.partners.all(), start=1)
    ]
    plan_url = reverse("actionplans:plan", kwargs={"pk": plan}) if plan else ""
    return {"url": twinning.get_absolute_url(), "plan_url": plan_url, "partners": partners}


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
