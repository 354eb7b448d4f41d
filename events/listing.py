"""The rows of the list of events, as texts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from events.calendar import When
from events.choosing import Choice
from events.states import EventStatus
from events.wording import place_words

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


def shown(events: Any) -> Any:
    """The columns of these events, from which rows are made."""
    return events.values_list(*Shown._fields)


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
