"""The public home: what the programme is, who takes part, what is next, how to join."""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from hubs import settled
from hubs.models import Call, PublicText
from twinning.core.keeping import until_public_change, until_settled
from twinning.core.kept_pages import for_everybody, kept_page
from twinning.core.prose import paragraphs
from twinning.pages import chart
from twinning.pages.lately import newest_portfolios, next_events
from twinning.pages.participants import numbers, regions_by_shore, running_twinnings
from twinning.pages.shores import Partner, by_countries, straits

PLACES = ("about", "how-to-apply")
SHOWN = 3  # calls
COLUMNS = ("slug", "title", "closes_at", "time_zone", "places__region", "places__number")


class Crossing(NamedTuple):
    """The twinnings between the same countries."""

    countries: str
    pairs: tuple[tuple[Partner, ...], ...]


class Open(NamedTuple):
    """A call that a hub may apply to now."""

    title: str
    url: str
    closes_at: datetime
    time_zone: str
    places: list[tuple[str, int]]


@kept_page(alike=for_everybody)
def home(request: HttpRequest) -> HttpResponse:
    """The same for everybody, signed in or not."""
    told = until_public_change(("home", timezone.get_current_timezone_name()), tell)
    return TemplateResponse(request, "pages/home.html", told)


def tell() -> dict[str, Any]:
    """All of it, for each language and clock."""
    regions = regions_by_shore()
    return (
        said()
        | drawing(running_twinnings(regions))
        | {
            "numbers": numbers(regions),
            "regions": {shore: name for name, shore in regions.values()},
            "calls": open_calls(),
            "events": next_events(),
            "portfolios": newest_portfolios(),
        }
    )


@lru_cache(30)
def drawing(twinnings: tuple[tuple[Partner, ...], ...]) -> dict[str, Any]:
    """The twinnings as a drawing and as a list."""
    return {
        "twinnings": [Crossing(named, tuple(pairs)) for named, pairs in by_countries(twinnings)],
        "twinnings_count": len(twinnings),
        "straits": straits(twinnings),
        "chart": chart.draw([partner.code for partner in partners] for partners in twinnings),
    }


def said() -> dict[str, Any]:
    """The office's own words, where it has written some."""
    return until_settled("said at home", _said)


def _said() -> dict[str, Any]:
    texts = PublicText.objects.filter(place__in=PLACES).by_place()
    return {place.replace("-", "_"): _spoken(texts.get(place)) for place in PLACES}


def _spoken(text: PublicText | None) -> dict[str, Any] | None:
    return {"heading": text.heading, "words": paragraphs(text.body)} if text else None


def open_calls() -> list[Open]:
    """The nearest deadline first, with their places, in one query."""
    nearest = Call.objects.open().order_by("closes_at", "pk").values("pk")[:SHOWN]
    rows = Call.objects.filter(pk__in=nearest).order_by("closes_at", "pk").values_list(*COLUMNS)
    calls: dict[tuple[Any, ...], dict[int, int]] = {}
    for *call, region, number in rows:
        calls.setdefault(tuple(call), {})[region] = number
    home = reverse("hubs:calls")
    return [
        Open(title, f"{home}{slug}/", closes_at, zone, _named(places))
        for (slug, title, closes_at, zone), places in calls.items()
    ]


def _named(places: dict[int, int]) -> list[tuple[str, int]]:
    """In the order of the regions."""
    return [(region.name, places[pk]) for pk, region in settled.regions().items() if pk in places]
