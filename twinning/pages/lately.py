"""What is next and what is new: events to come, and portfolios published lately."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from events.calendar import When
from events.listing import Shown, shown
from events.models import Event
from events.wording import when_words
from portfolios.models import Listing
from twinning.core.lands import land

SHOWN = 4


@dataclass(frozen=True)
class Teaser:
    title: str
    url: str
    about: str


def next_events() -> list[Teaser]:
    """The programme's own, the nearest first."""
    events = shown(Event.objects.public().of_programme().to_come().soonest_first()[:SHOWN])
    home = reverse("events:events")
    return [
        Teaser(event.title, f"{home}{event.slug}/", when_words(When.known(event)))
        for event in map(Shown._make, events)
    ]


def newest_portfolios() -> list[Teaser]:
    columns = ("slug", "name", "country", "services")
    rows = Listing.objects.public().order_by("-published_at").values_list(*columns)[:SHOWN]
    return [_portfolio(*row) for row in rows]


def _portfolio(slug: str, name: str, country: str, services: int) -> Teaser:
    words = ngettext("%(count)d service", "%(count)d services", services) % {"count": services}
    url = reverse("portfolios:portfolio", kwargs={"slug": slug})
    return Teaser(name, url, f"{land(country)} · {words}")
