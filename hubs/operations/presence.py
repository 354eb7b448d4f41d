"""Counting where the listed hubs are, as they come, go and move."""

from collections.abc import Iterable

from django.db import transaction

from hubs.models import Hub, Presence
from hubs.states import HubStatus

Cell = tuple[int, str]  # a region's key and a country's code


def cell_of(hub: Hub) -> Cell:
    """Where it is counted."""
    return hub.region_id, hub.country.code


@transaction.atomic
def recount(cells: Iterable[Cell]) -> None:
    """Count the listed hubs of these regions in these countries. Of two who do so at once the second waits
    for the first, and counts what that one has changed.
    """
    for region, country in sorted(set(cells)):
        row, _new = Presence.objects.get_or_create(region_id=region, country=country)
        row = Presence.objects.select_for_update().get(pk=row.pk)
        row.hubs = Hub.objects.filter(status=HubStatus.LISTED, region=region, country=country).count()
        row.save(update_fields=["hubs"])
