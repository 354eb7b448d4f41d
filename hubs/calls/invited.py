"""What the office reads before it publishes or moves a deadline: how it falls where hubs are invited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hubs.calls.abroad import LocalDeadline, deadline_in
from hubs.models import Call, Hub
from hubs.states import HubStatus
from twinning.core.lands import land


@dataclass(frozen=True)
class Abroad:
    """One line of the table: a country, or a part of it with a clock of its own."""

    country: str
    places: str  # of a country with several clocks
    weekday: str
    day: str
    hour: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]


def invited_countries(call: Call) -> list[str]:
    """Where the directory knows hubs of a region that has places in the call."""
    regions = call.places.filter(number__gt=0).values("region")
    hubs = Hub.objects.filter(region__in=regions).exclude(status=HubStatus.HIDDEN)
    return list(hubs.order_by("country").values_list("country", flat=True).distinct())


def deadline_abroad(call: Call, deadline: datetime) -> list[Abroad]:
    """The deadline in each invited country, by the country's name; several lines where its clocks differ."""
    language = (get_language() or "en").split("-")[0]
    found = []
    for code in invited_countries(call):
        local = deadline_in(code, deadline, now=timezone.now(), language=language)
        name = land(code)
        found += [_line(name, one, several=len(local) > 1) for one in local] or [_unknown(name)]
    return sorted(found, key=lambda line: line.country)


def _unknown(name: str) -> Abroad:
    return Abroad(name, "", "–", "–", "–", (), (_("No time zone is known for this country."),))


def _line(country: str, found: LocalDeadline, *, several: bool) -> Abroad:
    return Abroad(
        country=country,
        places=_places(found.zones) if several else "",
        weekday=formats.date_format(found.local, "l"),
        day=formats.date_format(found.local, "DATE_FORMAT"),
        hour=formats.time_format(found.local, "H:i"),
        warnings=tuple(_warnings(found)),
        notes=tuple(_notes(found)),
    )


def _places(zones: tuple[str, ...]) -> str:
    """Some names of places; there may be a dozen."""
    names = [zone.rsplit("/", 1)[-1].replace("_", " ") for zone in zones]
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def _warnings(found: LocalDeadline) -> Iterator[str]:
    if found.night:
        yield _("at night")
    if found.weekend:
        yield _("at the weekend")
    if found.holiday:
        yield _("public holiday: %(name)s") % {"name": found.holiday}


def _notes(found: LocalDeadline) -> Iterator[str]:
    if found.eve:
        yield _("public holiday the day before: %(name)s") % {"name": found.eve}
    for shift in found.shifts:
        words: Any = _("clocks go forward on %(day)s") if shift.forward else _("clocks go back on %(day)s")
        yield words % {"day": formats.date_format(shift.day, "DATE_FORMAT")}
