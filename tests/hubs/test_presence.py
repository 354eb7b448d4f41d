"""How many hubs of a region the public sees in a country is kept, whoever comes, goes or moves."""

import pytest

from hubs.models import Hub, Presence
from hubs.operations.hubs import describe_hub, hide_hub, list_hub, register_hub
from hubs.operations.importing import HUB_COLUMNS, import_hubs
from hubs.states import HubStatus
from tests.factories import make_hub, make_region
from twinning.core.importing import Row

pytestmark = pytest.mark.django_db


def kept() -> dict[tuple[str, str], int]:
    rows = Presence.objects.filter(hubs__gt=0).values_list("region__code", "country", "hubs")
    return {(region, country): hubs for region, country, hubs in rows}


def counted() -> dict[tuple[str, str], int]:
    listed = Hub.objects.filter(status=HubStatus.LISTED).values_list("region__code", "country")
    return {cell: list(listed).count(cell) for cell in set(listed)}


def row(line: int, **cells: str) -> Row:
    return Row(line, dict.fromkeys(HUB_COLUMNS, "") | {"bella_status": "unknown"} | cells)


def test_a_hub_counts_from_when_it_is_listed_until_it_is_hidden(carla):
    hub = register_hub(by=carla, region=make_region("eu"), name="New Hub", country="PT")
    assert kept() == {}

    list_hub(hub, by=carla)
    assert kept() == counted() == {("eu", "PT"): 1}

    hide_hub(hub, by=carla)
    assert kept() == counted() == {}


@pytest.mark.parametrize("status", [HubStatus.LISTED, HubStatus.HIDDEN])
def test_whoever_moves_is_counted_where_they_are(carla, status):
    hub, _other = make_hub(country="FR", status=status), make_hub(country="FR")

    describe_hub(hub, by=carla, version=hub.version, country="GP", region=make_region("lac"))

    assert kept() == counted()
    assert kept().get(("eu", "FR")) == 1


def test_an_import_counts_who_came_and_who_moved(carla):
    make_region("eu"), make_region("lac")
    first = {"slug": "first", "name": "First Hub", "country": "PT", "region": "eu"}
    second = {"slug": "second", "name": "Second Hub", "country": "CO", "region": "lac"}
    import_hubs([row(2, **first), row(3, **second)], by=carla)
    assert kept() == counted() == {("eu", "PT"): 1, ("lac", "CO"): 1}

    import_hubs([row(2, **(first | {"country": "ES"})), row(3, **second)], by=carla)
    assert kept() == counted() == {("eu", "ES"): 1, ("lac", "CO"): 1}
