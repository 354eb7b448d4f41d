"""Who takes part, in two queries: numbers of hubs, and the twinnings with their partners."""

from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse

from hubs.models import Partner, Presence, Twinning
from hubs.settled import regions
from hubs.states import TwinningStatus
from twinning.core.lands import land
from twinning.pages import shores

SHOWN = 40


@dataclass(frozen=True)
class Numbers:
    hubs: int
    countries: int
    regions: list[tuple[str, int, int]]  # name, shore, hubs


def numbers(shores_of: dict[int, tuple[str, int]]) -> Numbers:
    """The public hubs by region and country, as they are kept counted."""
    total, seen, each = 0, set(), dict.fromkeys(shores_of, 0)
    for region, country, hubs in Presence.objects.filter(hubs__gt=0).values_list("region", "country", "hubs"):
        total, each[region] = total + hubs, each[region] + hubs
        seen.add(country)
    return Numbers(total, len(seen), [(*shores_of[region], hubs) for region, hubs in each.items() if hubs])


def regions_by_shore() -> dict[int, tuple[str, int]]:
    """Each region's name and shore: its place in the programme's order."""
    return {pk: (region.name, shore) for shore, (pk, region) in enumerate(regions().items(), start=1)}


def running_twinnings(shores_of: dict[int, tuple[str, int]]) -> tuple[tuple[shores.Partner, ...], ...]:
    """The newest twinnings, each with its partners in the order of the shores."""
    newest = Twinning.objects.filter(status=TwinningStatus.RUNNING).order_by("-formed_at", "-pk")[:SHOWN]
    columns = ("twinning", "hub__slug", "hub__name", "hub__country", "hub__region")
    rows = Partner.objects.filter(twinning__in=newest.values("pk")).order_by("pk").values_list(*columns)
    found: dict[int, list[shores.Partner]] = {}
    home = reverse("hubs:hubs")
    for twinning, slug, name, country, region in rows:
        shore = shores_of[region][1]
        partner = shores.Partner(name, f"{home}{slug}/", land(country), country, shore)
        found.setdefault(twinning, []).append(partner)
    return tuple(tuple(sorted(partners, key=attrgetter("shore"))) for partners in found.values())
