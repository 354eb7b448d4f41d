"""The ranking of a call and region, as a page of the office: one lean query, nothing computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from django_countries import countries

from hubs.models import Call, Outcome, Place, Standing
from hubs.operations.decisions import propose_decisions
from hubs.scoring import ranks
from hubs.states import CallStatus
from twinning.core.errors import Refused
from twinning.core.paging import page_of
from twinning.core.web import find, permit, permitted

COLUMNS = (
    "key",
    "total",
    "passed",
    "marks",
    "evaluations",
    "expression_id",
    "expression__hub__name",
    "expression__hub__country",
    "expression__decision__outcome",
    "expression__decision__reason",
)
TONES = {Outcome.SELECTED: "good", Outcome.RESERVE: "accent", Outcome.NOT_SELECTED: ""}


@dataclass(frozen=True)
class Frame:
    """What all rows have in common, worked out once."""

    codes: Sequence[str]
    wanted: int
    home: str
    back: str

    @classmethod
    def of(cls, request: HttpRequest, call: Call, codes: Sequence[str]) -> "Frame":
        home = reverse("admin:hubs_expression_changelist")
        return cls(codes, call.evaluations_wanted, home, quote(request.get_full_path()))


@require_GET
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """50 applications of a region, best first, with what is decided about them."""
    call = find(Call.objects.visible_to(request.user), pk=pk)
    permit(request.user, "hubs.see_ranking", call)
    places = list(call.places.select_related("region"))
    place = chosen_place(places, request.GET.get("region", ""))
    criteria = list(call.criteria.values_list("code", "name"))
    standings = Standing.objects.filter(call=call, region=place.region if place else None)
    page = page_of(standings.best_first(), request)
    context = admin.site.each_context(request) | {
        "title": _("Ranking: %(call)s") % {"call": call},
        "call": call,
        "places": places,
        "place": place,
        "criteria": [name for _code, name in criteria],
        "page": page,
        "rows": rows(standings, page, Frame.of(request, call, [code for code, _name in criteria]), place),
        "may_decide": permitted(request.user, "hubs.propose_decisions", call) and call.is_over,
        "is_open": call.status == CallStatus.PUBLISHED and not call.is_over,
        "opts": Call._meta,
    }
    return render(request, "admin/hubs/call/ranking.html", context)


def chosen_place(places: Sequence[Place], code: str) -> Place | None:
    """The region asked for, or the first."""
    named = [place for place in places if place.region.code == code]
    return next(iter(named or places), None)


def rows(
    standings: QuerySet[Standing], page: Any, frame: "Frame", place: Place | None
) -> list[dict[str, Any]]:
    """The rows as text; one more is fetched, to see whether the last one is tied with it."""
    start = page.start_index() - 1 if page.paginator.count else 0
    found = list(standings.best_first().values_list(*COLUMNS)[start : page.end_index() + 1])
    keys = [row[0] for row in found]
    larger = standings.filter(key__gt=keys[0]).count() if start else 0
    numbers = ranks(keys, position=start + 1, larger=larger)
    length = page.end_index() - start
    return [
        _row(row, frame)
        | {
            "rank": str(number) if row[0] else "–",
            "tied": _is_tied(index, numbers, start) and bool(row[0]),
            "last_place": place is not None and start + index + 1 == place.number,
        }
        for index, (row, number) in enumerate(zip(found[:length], numbers, strict=False))
    ]


def _is_tied(index: int, numbers: Sequence[int], start: int) -> bool:
    before = numbers[index - 1] if index else (numbers[0] if numbers[0] != start + 1 else None)
    after = numbers[index + 1] if index + 1 < len(numbers) else None
    return numbers[index] in (before, after)


def _row(row: Sequence[Any], frame: Frame) -> dict[str, Any]:
    key, total, passed, marks, evaluations, expression, hub, country, outcome, reason = row
    return {
        "hub": hub,
        "country": countries.name(country),
        "url": f"{frame.home}{expression}/change/",
        "decide_url": f"{frame.home}{expression}/decide/?next={frame.back}",
        "marks": [marks.get(code, "–") for code in frame.codes],
        "total": "–" if total is None else f"{total:.2f}",
        "below": bool(key) and not passed,
        "evaluations": f"{evaluations}/{frame.wanted}",
        "outcome": Outcome(outcome).label if outcome else "",
        "tone": TONES.get(outcome, "") if outcome else "",
        "by_hand": bool(reason),
    }


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide by the ranking, as far as it goes; what was decided by hand stays."""
    call = find(Call.objects.visible_to(request.user), pk=pk)
    permit(request.user, "hubs.propose_decisions", call)
    try:
        number = len(propose_decisions(call, by=request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("%(number)d decision proposed.", "%(number)d decisions proposed.", number)
        messages.success(request, words % {"number": number})
    region = request.POST.get("region", "")
    query = f"?region={region}" if region.replace("-", "").isalnum() else ""
    return redirect(reverse("admin:hubs_call_ranking", args=[pk]) + query)
