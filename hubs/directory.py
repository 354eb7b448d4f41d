"""The rows of the hubs' directory: plain texts, few queries, whatever the number of hubs."""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from hubs import settled
from hubs.models import Hub
from hubs.settled import Area, Shore
from hubs.states import HubStatus
from twinning.core.keeping import until_public_change, until_settled
from twinning.core.lands import land
from twinning.core.present import Leap, Number, Statement, present, statement
from twinning.core.templatetags.kept import kept


class Choices(NamedTuple):
    """What can be chosen."""

    regions: dict[int, Shore]
    areas: dict[int, Area]
    countries: list[tuple[str, str]]


class Directory(NamedTuple):
    """What can be chosen, what was, and the hubs that answer to it."""

    choices: Choices
    chosen: dict[str, str]
    found: Any
    number: int | None  # of these hubs, where it is known


class Row(NamedTuple):
    """Every cell a text."""

    url: str
    name: str
    acronym: str
    status: str
    place: str
    region: SafeString
    areas: str


COLUMNS = ("pk", "version", "slug", "name", "acronym", "city", "country", "region_id", "status")


def directory(user: Any, asked: Mapping[str, str]) -> Directory:
    """The hubs this person may see, narrowed by the words and choices of the address."""
    visible = Hub.objects.visible_to(user)
    regions, areas = settled.regions(), settled.areas()
    there, number = _there(visible, user)
    named = sorted(((code, land(code)) for code in there), key=itemgetter(1))
    chosen = {
        "q": asked.get("q", "").strip(),
        "region": _known(asked.get("region"), {region.code for region in regions.values()}),
        "country": _known(asked.get("country"), dict(named)),
        "area": _known(asked.get("area"), {area.code for area in areas.values()}),
        "status": _known(asked.get("status"), set(HubStatus.values)),
    }
    found = _narrowed(visible, chosen).values_list(*COLUMNS)
    return Directory(Choices(regions, areas, named), chosen, found, None if any(chosen.values()) else number)


def _there(visible: Any, user: Any) -> tuple[list[str], int]:
    """In which countries there are hubs, and how many; for the public kept until something changes."""
    if user.is_authenticated:
        return _read(_countries(visible))
    return until_public_change("countries of hubs", lambda: _read(_countries_of_all()))


def _read(asked: Statement) -> tuple[list[str], int]:
    found = present(asked)
    return found[0], int(found[1][0])


def _countries(hubs: Any) -> Statement:
    return statement(Leap(hubs, "country", ""), Number(hubs))


@cache
def _countries_of_all() -> Statement:
    """Put together once."""
    return _countries(Hub.objects.filter(status=HubStatus.LISTED))


def _known(asked: str | None, choices: Container[str]) -> str:
    return asked if asked and asked in choices else ""


def _narrowed(hubs: Any, chosen: Mapping[str, str]) -> Any:
    if chosen["q"]:
        hubs = hubs.matching(chosen["q"])
    if chosen["region"]:
        hubs = hubs.filter(region__code=chosen["region"])
    if chosen["country"]:
        hubs = hubs.filter(country=chosen["country"])
    if chosen["status"]:
        hubs = hubs.filter(status=chosen["status"])
    if chosen["area"]:
        with_area = Hub.technology_areas.through.objects.filter(technologyarea__code=chosen["area"])
        hubs = hubs.filter(pk__in=with_area.values("hub"))
    return hubs.order_by("name", "pk")


def rows(those: Directory, page: Any) -> list[Row]:
    """One page of the directory, every cell a text."""
    found = list(page)
    versions = tuple(row[:2] for row in found)  # which tell the areas as well
    areas = until_settled(("areas of hubs", versions), lambda: _areas_of(dict(versions), those.choices.areas))
    places, home = dict(those.choices.countries), reverse("hubs:hubs")
    regions = {pk: _drawn(region) for pk, region in those.choices.regions.items()}
    return [
        Row(
            f"{home}{slug}/",
            name,
            acronym if acronym != name else "",
            "" if status == HubStatus.LISTED else str(HubStatus(status).label),
            f"{city}, {places[str(country)]}" if city else places[str(country)],
            regions[region],
            areas.get(pk, "–"),
        )
        for pk, _version, slug, name, acronym, city, country, region, status in found
    ]


def _drawn(region: Shore) -> SafeString:
    """Its short code on its colour; drawn once for all the rows."""
    words = {"name": region.name, "code": region.code.upper(), "shore": region.shore}
    return kept("components/region_code.html", **words)


def _areas_of(hubs: Iterable[int], areas: dict[int, Area]) -> dict[int, str]:
    """The technology areas of these hubs in words, in the programme's order."""
    through = Hub.technology_areas.through.objects.filter(hub__in=hubs)
    order = {pk: place for place, pk in enumerate(areas)}
    names = {pk: area.name for pk, area in areas.items()}
    chosen: dict[int, list[int]] = {}
    for hub, area in through.values_list("hub_id", "technologyarea_id"):
        chosen.setdefault(hub, []).append(area)
    return {
        hub: ", ".join(names[pk] for pk in sorted(theirs, key=order.__getitem__))
        for hub, theirs in chosen.items()
    }
