"""The public home: what the programme is, who takes part, what is next, how to join."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from hubs.models import Call, PublicText
from twinning.core.keeping import until_public_change, until_settled
from twinning.core.kept_pages import for_everybody, kept_page
from twinning.core.prose import paragraphs
from twinning.pages import chart
from twinning.pages.lately import newest_portfolios, next_events
from twinning.pages.participants import numbers, regions_by_shore, running_twinnings
from twinning.pages.shores import Partner, by_countries, straits

PLACES = ("about", "how-to-apply")


class Crossing(NamedTuple):
    """The twinnings between the same countries."""

    countries: str
    pairs: tuple[tuple[Partner, ...], ...]


@kept_page(alike=for_everybody)
def home(request: HttpRequest) -> HttpResponse:
    """The same for everybody, signed in or not."""
    return render(request, "pages/home.html", drawn())


def drawn() -> dict[str, Any]:
    """What is drawn from many rows, for each language and clock."""
    return until_public_change(("home", timezone.get_current_timezone_name()), draw)


def draw() -> dict[str, Any]:
    words, calls = said(), open_calls()
    now = {"calls": calls, "events": next_events(), "portfolios": newest_portfolios()}
    shown = participants() | words | now
    return {
        "sections": render_to_string("pages/home/sections.html", shown),
        "chart": render_to_string("pages/home/chart.html", shown),
        "how_to_apply": words["how_to_apply"],
        "apply_url": calls[0].get_absolute_url() if calls else "",
    }


def participants() -> dict[str, Any]:
    """Numbers, and the twinnings as a drawing and as a list."""
    regions = regions_by_shore()
    twinnings = [tuple(partners) for partners in running_twinnings(regions).values()]
    return {
        "numbers": numbers(regions),
        "regions": {shore: name for name, shore in regions.values()},
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


def open_calls() -> list[Call]:
    """Those that a hub may apply to now, the nearest deadline first."""
    return list(Call.objects.open().prefetch_related("places__region").order_by("closes_at")[:3])
