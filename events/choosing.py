"""What a reader of the list of events can choose from, and did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from events.calendar import UNDATED
from events.models import Event, EventKind
from twinning.core.keeping import until_settled
from twinning.core.lands import land
from twinning.core.present import EndOfYear, Leap, Number, Statement, present, statement


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
    number: int  # of all there are to choose from

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())


def choice(visible: Any, asked: Mapping[str, str], *, is_public: bool = False) -> Choice:
    """The kinds, years and countries that the visible events have."""
    kinds = until_settled("kinds of events", _kinds)
    found = present(_choices_of_all() if is_public else _choices(visible))
    codes, years = found[1], [day[:4] for day in reversed(found[0])]
    names = sorted(((code, land(code)) for code in codes), key=lambda pair: pair[1])
    codes_of_kinds = [kind.code for kind in kinds.values()]
    known: dict[str, Iterable[str]] = {"kind": codes_of_kinds, "year": years, "country": dict(names)}
    chosen = {name: word if (word := asked.get(name, "")) in words else "" for name, words in known.items()}
    return Choice(kinds, years, names, chosen, int(found[2][0]))


def _choices(events: Any) -> Statement:
    years, places = Leap(events, "sort_on", UNDATED, EndOfYear), Leap(events, "country", "")
    return statement(years, places, Number(events))


@cache
def _choices_of_all() -> Statement:
    """Put together once: all outside the office see the same."""
    return _choices(Event.objects.public())


def _kinds() -> dict[int, Kind]:
    """By their keys, in the programme's order."""
    found = EventKind.objects.values_list("pk", "code", "name")
    return {pk: Kind(code, name) for pk, code, name in found}


def narrowed(events: Any, chosen: Mapping[str, str]) -> Any:
    """The events that were asked for."""
    asked_for = {"kind": "kind__code", "year": "sort_on__year", "country": "country"}
    return events.filter(**{asked_for[name]: value for name, value in chosen.items() if value})
