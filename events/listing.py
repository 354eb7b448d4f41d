"""The list of events: what a reader asks for, and its rows as texts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django_countries import countries

from events.calendar import UNDATED, When
from events.models import EventKind
from events.states import EventStatus
from events.wording import place_words
from twinning.core.keeping import until_settled
from twinning.core.present import EndOfYear, Leap, present

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


class Kind(NamedTuple):
    code: str
    name: str


@dataclass(frozen=True)
class Choice:
    """What there is to choose from, and what the address asks for; nonsense asks for nothing."""

    kinds: dict[int, Kind]
    years: list[str]
    countries: list[tuple[str, str]]
    chosen: dict[str, str]

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())


def choice(visible: Any, asked: Mapping[str, str]) -> Choice:
    """The kinds, years and countries that the visible events have."""
    kinds = until_settled("kinds of events", _kinds)
    days, codes = present(Leap(visible, "sort_on", UNDATED, EndOfYear), Leap(visible, "country", ""))
    years = [day[:4] for day in reversed(days)]
    names = sorted(((code, countries.name(code)) for code in codes), key=lambda pair: pair[1])
    codes_of_kinds = [kind.code for kind in kinds.values()]
    known: dict[str, Iterable[str]] = {"kind": codes_of_kinds, "year": years, "country": dict(names)}
    chosen = {name: word if (word := asked.get(name, "")) in words else "" for name, words in known.items()}
    return Choice(kinds, years, names, chosen)


def _kinds() -> dict[int, Kind]:
    """By their keys, in the programme's order."""
    found = EventKind.objects.values_list("pk", "code", "name")
    return {pk: Kind(code, name) for pk, code, name in found}


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
    reader = get_language(), timezone.get_current_timezone_name()
    return [
        _row(event, home, places.get(event.country, ""), choices.kinds[event.kind_id].name, words, reader)
        for event in map(Shown._make, events)
    ]


@lru_cache(5000)
def _row(
    event: Shown, home: str, country: str, kind: str, words: Callable[[When], str], _reader: tuple[Any, ...]
) -> Row:
    """Told once to readers of a language and a clock, as long as the event stays as it is."""
    return Row(
        f"{home}{event.slug}/",
        event.title,
        event.of_programme,
        "" if event.status == EventStatus.PUBLISHED else str(EventStatus(event.status).label),
        words(When.known(event)),
        place_words(event.city, country, event.mode),
        kind,
    )
