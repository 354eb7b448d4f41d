"""The list of events: what a reader asks for, and its rows as texts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django_countries import countries

from events.calendar import UNDATED, When
from events.models import EventKind
from events.states import EventStatus
from events.wording import place_words
from twinning.core.keeping import until_settled
from twinning.core.present import present, years_present

NEXT = 12  # events of the programme shown above the list


class Shown(NamedTuple):
    """What the list fetches of an event."""

    slug: str
    title: str
    kind_id: int
    mode: str
    precision: str
    start: str
    end: str
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    city: str
    country: str
    of_programme: bool
    status: str


class Row(NamedTuple):
    """Every cell a text."""

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
    kinds = until_settled("kinds of events", lambda: {kind.pk: kind for kind in EventKind.objects.all()})
    years = years_present(visible, "sort_on", after=UNDATED)[::-1]
    codes = present(visible, "country", after="")
    names = sorted(((code, countries.name(code)) for code in codes), key=lambda pair: pair[1])
    codes_of_kinds = [kind.code for kind in kinds.values()]
    known: dict[str, Iterable[str]] = {"kind": codes_of_kinds, "year": years, "country": dict(names)}
    chosen = {name: word if (word := asked.get(name, "")) in words else "" for name, words in known.items()}
    return Choice(kinds, years, names, chosen)


def shown(events: Any) -> Any:
    """The columns of these events, from which rows are made."""
    return events.values_list(*Shown._fields)


def narrowed(events: Any, chosen: Mapping[str, str]) -> Any:
    """The events that were asked for."""
    asked_for = {"kind": "kind__code", "year": "sort_on__year", "country": "country"}
    return events.filter(**{asked_for[name]: value for name, value in chosen.items() if value})


def rows(events: Iterable[Sequence[Any]], choices: Choice, words: Callable[[When], str]) -> list[Row]:
    """Everything as text: the template only places it. `words` tells the date."""
    home, places = reverse("events:events"), dict(choices.countries)
    kinds = {pk: kind.name for pk, kind in choices.kinds.items()}
    return [
        Row(
            f"{home}{event.slug}/",
            event.title,
            event.of_programme,
            "" if event.status == EventStatus.PUBLISHED else str(EventStatus(event.status).label),
            words(When.known(event)),
            place_words(event.city, places.get(str(event.country), ""), event.mode),
            kinds[event.kind_id],
        )
        for event in map(Shown._make, events)
    ]
