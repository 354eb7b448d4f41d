"""The list of events: what a reader asks for, and its rows as texts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField
from django.db.models.functions import Cast, Substr
from django.urls import reverse
from django_countries import countries

from events.calendar import UNDATED, When
from events.models import Event, EventKind
from events.states import EventStatus
from events.wording import place_words

NEXT = 12  # events of the programme shown above the list
SHOWN = (
    "slug", "title", "kind_id", "mode", "precision", "start", "end", "starts_at", "ends_at", "time_zone",
    "city", "country", "of_programme", "status",
)  # fmt: skip


class Row(NamedTuple):
    """In the order in which the template unpacks it, which is quicker than asking by name."""

    url: str
    title: str
    is_ours: bool
    status: str
    when: str
    place: str
    kind: str


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
    # As text: SQLite would call Python for the year of every row.
    year = Substr(Cast("sort_on", CharField()), 1, 4)
    years = list(dated.order_by().annotate(year=year).values_list("year", flat=True).distinct())
    years.sort(reverse=True)
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


def rows(events: Iterable[Event], choices: Choice, words: Callable[[When], str]) -> list[Row]:
    """Everything as text: the template only places it. `words` tells the date."""
    home, places = reverse("events:events"), dict(choices.countries)
    return [
        Row(
            f"{home}{event.slug}/",
            event.title,
            event.of_programme,
            "" if event.status == EventStatus.PUBLISHED else EventStatus(event.status).label,
            words(event.when),
            place_words(event.city, str(places.get(str(event.country), "")), event.mode),
            choices.kinds[event.kind_id].name,
        )
        for event in events
    ]
