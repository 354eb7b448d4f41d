"""The ranking of a call and region, as a page of the office: two lean queries, nothing computed."""

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from hubs.admin.limited import MOST, first_of
from hubs.admin.places import chosen_place, places_of
from hubs.admin.ranking_drawn import drawn
from hubs.admin.ranking_rows import Frame, rows
from hubs.models import Call, Decision, Outcome, Standing
from hubs.models.conflict import conflicted_with, interests_of
from hubs.operations.decisions import propose_decisions
from hubs.states import CallStatus
from twinning.core.errors import Refused
from twinning.core.keeping import until_change
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


class Chosen(NamedTuple):
    """What the form above the table asks for; whatever it does not offer is not asked for."""

    show: str
    sort: str
    q: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Chosen":
        show, sort, q = (request.GET.get(name, "") for name in cls._fields)
        return cls(show if show in SHOWN else "", sort if sort in SORTS else "", q)

    def offered(self) -> dict[str, Any]:
        """What the form shows."""
        return {
            "chosen": self,
            "is_narrowed": bool(self.show or self.q),
            "shows": tuple((value, label) for value, (label, _filter) in SHOWN.items()),
            "sorts": tuple((value, label) for value, (label, _order) in SORTS.items()),
        }


@require_GET
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """50 applications of a region, best first, with what is decided about them."""
    call = find(Call.objects.visible_to(request.user), pk=pk)
    permit(request.user, "hubs.see_ranking", call)
    places = places_of(call)
    place = chosen_place(places, request.GET.get("region", ""))
    region = place.region if place else None
    interests = interests_of(request.user)
    here = Standing.objects.visible_to(request.user, interests).filter(call=call, region=region)
    frame = Frame.of(request, call, place.number if place else 0)
    chosen = Chosen.of(request)
    asked = ("ranking", call.pk, region, chosen._replace(sort=""), interests)
    page = first_of(_narrowed(here, chosen), request, limited=bool(chosen.q), asked=asked)
    hides = bool(interests) and here_hides(request, call)
    tells = not (hides and hides_in_region(request.user, call, region))
    may_decide = permitted(request.user, "hubs.propose_decisions", call) and call.is_over

    def found() -> tuple[list[dict[str, Any]], SafeString]:
        shown = rows(here, page, frame, tells=tells, in_order=not chosen.sort)
        return shown, drawn(shown, frame, may_decide=may_decide)

    shown, table = until_change((*asked, chosen.sort, page.number, frame.back, tells, may_decide), found)
    context = admin.site.each_context(request) | {
        "title": _("Ranking: %(call)s") % {"call": call},
        "call": call,
        "here": "ranking",
        "places": places,
        "place": place,
        "criteria": tuple(name for _code, name in frame.criteria),
        "page": page,
        "most": MOST,
        "rows": shown,
        "drawn": table,
        "hides": hides,
        "tells": tells,
        "may_decide": may_decide,
        "is_open": call.status == CallStatus.PUBLISHED and not call.is_over,
        "opts": Call._meta,
    }
    return render(request, "admin/hubs/call/ranking.html", context | chosen.offered())


def _narrowed(here: Any, chosen: Chosen) -> Any:
    """Those that the filters, the search and the order ask for."""
    _label, shown = SHOWN[chosen.show]
    _label, order = SORTS[chosen.sort]
    for word in sought(chosen.q):
        here = here.filter(expression__hub__search__contains=word)
    return here.filter(shown).order_by(*order)


def here_hides(request: HttpRequest, call: Call) -> bool:
    """Whether the reader has an interest in an application of the call: it is left out everywhere."""
    return call.expressions.filter(pk__in=conflicted_with(request.user)).exists()


def hides_in_region(user: Any, call: Call, region: int | None) -> bool:
    """Whether one of the applications that are ranked together is hidden from this person."""
    hidden = conflicted_with(user)
    return Standing.objects.filter(call=call, region=region, expression__in=hidden).exists()


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
