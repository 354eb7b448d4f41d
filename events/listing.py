"""The list of events: what a reader asks for, and its rows as texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django_countries import countries

from events.calendar import UNDATED
from events.models import Event, EventKind, Mode
from events.states import EventStatus
from events.wording import date_words, place_words, when_words

NEXT = 12  # events of the programme shown above the list
SHOWN = (
    "slug", "title", "kind_id", "mode", "precision", "start", "end", "starts_at", "ends_at", "time_zone",
    "city", "country", "of_programme", "status",
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What there is to choose from, and what the address asks for; nonsense asks for nothing."""

    kinds: dict[int, EventKind]
    years: list[str]
    countries: list[tuple[str, str]]
    chosen: dict[str, str]

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())


def choice(visible: Any, asked: Mapping[str, str]) -> Choice:
    """The kinds, years and countries that the visible events have."""
    kinds = {kind.pk: kind for kind in EventKind.objects.all()}
    dated = visible.filter(sort_on__gt=UNDATED)
    years = [str(day.year) for day in dated.dates("sort_on", "year", order="DESC")]
    codes = visible.exclude(country="").order_by().values_list("country", flat=True).distinct()
    names = sorted(((code, countries.name(code)) for code in codes), key=lambda pair: pair[1])
    codes_of_kinds = [kind.code for kind in kinds.values()]
    known: dict[str, Iterable[str]] = {"kind": codes_of_kinds, "year": years, "country": dict(names)}
    chosen = {name: word if (word := asked.get(name, "")) in words else "" for name, words in known.items()}
    return Choice(kinds, years, names, chosen)


def narrowed(events: Any, chosen: Mapping[str, str]) -> Any:
    """The events that were asked for."""
    asked_for = {"kind": "kind__code", "year": "sort_on__year", "country": "country"}
    return events.filter(**{asked_for[name]: value for name, value in chosen.items() if value})


def rows(events: Any, kinds: Mapping[int, EventKind]) -> list[dict[str, Any]]:
    """Everything as text: the template only places it."""
    return [_row(event, kinds) for event in events]


def _row(event: Event, kinds: Mapping[int, EventKind]) -> dict[str, Any]:
    return {
        "url": reverse("events:event", kwargs={"slug": event.slug}),
        "title": event.title,
        "when": date_words(event.when),
        "moment": when_words(event.when),
        "place": place_words(event.city, event.country.name, event.mode),
        "kind": kinds[event.kind_id].name,
        "mode": Mode(event.mode).label if event.mode else "",
        "is_ours": event.of_programme,
        "status": "" if event.status == EventStatus.PUBLISHED else EventStatus(event.status).label,
    }
