"""The rows of the hubs' directory: plain texts, few queries, whatever the number of hubs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django_countries import countries

from hubs.models import Hub, Region, TechnologyArea
from hubs.states import HubStatus


@dataclass(frozen=True)
class Directory:
    """What can be chosen, what was, and the hubs that answer to it."""

    regions: dict[int, Region]
    areas: dict[int, TechnologyArea]
    countries: list[tuple[str, str]]
    chosen: dict[str, str]
    found: Any


COLUMNS = ("pk", "slug", "name", "acronym", "city", "country", "region_id", "status")


def directory(user: Any, asked: Mapping[str, str]) -> Directory:
    """The hubs this person may see, narrowed by the words and choices of the address."""
    visible = Hub.objects.visible_to(user)
    regions = {region.pk: region for region in Region.objects.all()}
    areas = {area.pk: area for area in TechnologyArea.objects.all()}
    present = set(visible.order_by().values_list("country", flat=True).distinct())
    named = sorted(((code, countries.name(code)) for code in present), key=lambda country: country[1])
    chosen = {
        "q": asked.get("q", "").strip(),
        "region": _known(asked.get("region"), {region.code for region in regions.values()}),
        "country": _known(asked.get("country"), present),
        "area": _known(asked.get("area"), {area.code for area in areas.values()}),
        "status": _known(asked.get("status"), set(HubStatus.values)),
    }
    return Directory(regions, areas, named, chosen, _narrowed(visible, chosen).values_list(*COLUMNS))


def _known(asked: str | None, choices: set[str]) -> str:
    return asked if asked in choices else ""


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


def rows(those: Directory, page: Any) -> list[dict[str, Any]]:
    """One page of the directory, ready to be drawn."""
    found = list(page)
    areas = _areas_of([row[0] for row in found], those.areas)
    named = dict(those.countries)
    return [
        {
            "url": reverse("hubs:hub", args=[slug]),
            "name": name,
            "acronym": acronym if acronym != name else "",
            "place": f"{city}, {named[str(country)]}" if city else named[str(country)],
            "region": those.regions[region].name,
            "code": those.regions[region].code.upper(),
            "shore": those.regions[region].shore,
            "areas": areas.get(pk, []),
            "status": "" if status == HubStatus.LISTED else HubStatus(status).label,
        }
        for pk, slug, name, acronym, city, country, region, status in found
    ]


def _areas_of(hubs: list[int], areas: dict[int, TechnologyArea]) -> dict[int, list[str]]:
    """The names of the technology areas of these hubs, in the programme's order."""
    through = Hub.technology_areas.through.objects.filter(hub__in=hubs)
    chosen = set(through.values_list("hub_id", "technologyarea_id"))
    return {hub: [area.name for pk, area in areas.items() if (hub, pk) in chosen] for hub in hubs}
