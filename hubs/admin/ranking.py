"""The ranking of a call and region, as a page of the office: two lean queries, nothing computed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from hubs.admin.ranking_rows import Frame, rows
from hubs.models import Call, Decision, Outcome, Place, Standing
from hubs.models.conflict import conflicted_with, interests_of
from hubs.operations.decisions import propose_decisions
from hubs.states import CallStatus
from twinning.core.errors import Refused
from twinning.core.paging import page_of
from twinning.core.web import find, permit, permitted
from twinning.core.words import sought

SORTS = {
    "": (gettext_lazy("Rank"), ["-key", "expression_id"]),
    "hub": (gettext_lazy("Hub"), ["expression__hub__name", "expression_id"]),
    "country": (gettext_lazy("Country"), ["expression__hub__country", "-key", "expression_id"]),
    "spread": (gettext_lazy("Widest spread"), ["-widest", "-key", "expression_id"]),
    "evaluations": (gettext_lazy("Fewest evaluations"), ["evaluations", "-key", "expression_id"]),
}
SHOWN = {
    "": (gettext_lazy("All"), Q()),
    "above": (gettext_lazy("Above all thresholds"), Q(passed=True)),
    "below": (gettext_lazy("Below a threshold"), Q(passed=False) & ~Q(key="")),
    "unranked": (gettext_lazy("Not ranked yet"), Q(key="")),
    "undecided": (gettext_lazy("Undecided"), Q(expression__decision=None)),
    "by_hand": (gettext_lazy("Decided by hand"), Q(expression__decision__by_hand=True)),
    **{value: (label, Q(expression__decision__outcome=value)) for value, label in Outcome.choices},
}


@require_GET
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """50 applications of a region, best first, with what is decided about them."""
    call = find(Call.objects.visible_to(request.user).prefetch_related("criteria"), pk=pk)
    permit(request.user, "hubs.see_ranking", call)
    places = list(call.places.select_related("region"))
    place = chosen_place(places, request.GET.get("region", ""))
    criteria = list(call.criteria.all())
    interests = interests_of(request.user)
    here = Standing.objects.visible_to(request.user, interests)
    here = here.filter(call=call, region=place.region_id if place else None)
    frame = Frame.of(request, call, criteria)
    page = page_of(_narrowed(here, request), request)
    hides = bool(interests) and here_hides(request, call)
    tells = not (hides and hides_in_region(request.user, call, place.region_id if place else None))
    context = admin.site.each_context(request) | {
        "title": _("Ranking: %(call)s") % {"call": call},
        "call": call,
        "here": "ranking",
        "places": places,
        "place": place,
        "criteria": [one.name for one in criteria],
        "weighted": frame.weighted,
        "page": page,
        "rows": rows(here, page, frame, place, tells=tells),
        "hides": hides,
        "tells": tells,
        "may_decide": permitted(request.user, "hubs.propose_decisions", call) and call.is_over,
        "is_open": call.status == CallStatus.PUBLISHED and not call.is_over,
        "opts": Call._meta,
    }
    return render(request, "admin/hubs/call/ranking.html", context | _choices(request))


def _narrowed(here: Any, request: HttpRequest) -> Any:
    """Those that the filters, the search and the order ask for."""
    _label, shown = SHOWN.get(request.GET.get("show", ""), SHOWN[""])
    _label, order = SORTS.get(request.GET.get("sort", ""), SORTS[""])
    for word in sought(request.GET.get("q", "")):
        here = here.filter(expression__hub__search__contains=word)
    return here.filter(shown).order_by(*order)


def _choices(request: HttpRequest) -> dict[str, Any]:
    """What the form above the table offers, and what is chosen in it."""
    chosen = {name: request.GET.get(name, "") for name in ("show", "sort", "q")}
    return {
        "chosen": chosen,
        "is_narrowed": bool(chosen["show"] or chosen["q"]),
        "shows": [(value, label) for value, (label, _filter) in SHOWN.items()],
        "sorts": [(value, label) for value, (label, _order) in SORTS.items()],
    }


def here_hides(request: HttpRequest, call: Call) -> bool:
    """Whether the reader has an interest in an application of the call: it is left out everywhere."""
    return call.expressions.filter(pk__in=conflicted_with(request.user)).exists()


def hides_in_region(user: Any, call: Call, region: int | None) -> bool:
    """Whether one of the applications that are ranked together is hidden from this person."""
    hidden = conflicted_with(user)
    return Standing.objects.filter(call=call, region=region, expression__in=hidden).exists()


def chosen_place(places: Sequence[Place], code: str) -> Place | None:
    """The region asked for, or the first."""
    named = [place for place in places if place.region.code == code]
    return next(iter(named or places), None)


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide by the ranking, as far as it goes; what was decided by hand stays."""
    call = find(Call.objects.visible_to(request.user), pk=pk)
    permit(request.user, "hubs.propose_decisions", call)
    try:
        made = [decision.pk for decision in propose_decisions(call, by=request.user)]
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        number = Decision.objects.visible_to(request.user).filter(pk__in=made).count()
        words = ngettext("%(number)d decision proposed.", "%(number)d decisions proposed.", number)
        messages.success(request, words % {"number": number})
    region = request.POST.get("region", "")
    query = f"?region={region}" if region.replace("-", "").isalnum() else ""
    return redirect(reverse("admin:hubs_call_ranking", args=[pk]) + query)
