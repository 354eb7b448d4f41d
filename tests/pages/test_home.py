"""The public home: believable when everything is there, and when nothing is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hubs.models import Hub, PublicText, Twinning
from hubs.operations.presence import cell_of, recount
from hubs.states import HubStatus, TwinningStatus
from tests.factories import make_call, make_hub, make_twinning, make_user
from twinning.accounts.models import Role


@pytest.mark.parametrize("address", ["/", "/es/", "/pt/"])
def test_an_empty_site_says_so_in_plain_words(client, db, address):
    response = client.get(address)

    assert response.status_code == 200
    assert response.context["twinnings"] == []
    assert response.context["calls"] == []


def test_home_tells_what_the_programme_is_in_the_offices_words(client, programme):
    PublicText.objects.create(
        place="about", heading="Why two shores", body="Because of\n\n- the sea\n- the cable"
    )

    page = client.get("/").text

    assert "Two Shores" in page
    assert "Why two shores" in page
    assert "<li>the cable</li>" in page


def test_hubs_are_counted_as_far_as_they_are_public(client, ines_hub, leo_hub):
    make_hub(country="PT")
    make_hub(country="BR", status=HubStatus.HIDDEN)
    make_hub(country="CL", status=HubStatus.NEW)

    recount(map(cell_of, Hub.objects.all()))
    numbers = client.get("/").context["numbers"]

    assert (numbers.hubs, numbers.countries) == (3, 2)
    assert [(shore, hubs) for _, shore, hubs in numbers.regions] == [(1, 2), (2, 1)]


def test_only_a_call_that_is_open_is_applied_to(client, db):
    now = timezone.now()
    make_call(title="Past", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
    make_call(title="Future", opens_at=now + timedelta(days=1))
    make_call(title="In preparation", status="draft")
    make_call(title="Last", closes_at=now + timedelta(days=9))
    make_call(title="Now", closes_at=now + timedelta(days=2))

    response = client.get("/")

    assert [call.title for call in response.context["calls"]] == ["Now", "Last"]


def test_twinnings_are_listed_with_both_hubs_and_drawn(client, twinning, ines_hub, leo_hub):
    response = client.get("/")

    [(countries, [[ines, leo]])] = response.context["twinnings"]
    assert countries == "Portugal – Colombia"
    assert (ines.url, leo.url) == (ines_hub.get_absolute_url(), leo_hub.get_absolute_url())
    assert len(response.context["chart"].cables) == 1
    assert ines_hub.get_absolute_url() in response.text


def test_countries_are_named_in_the_readers_language(client, twinning):
    assert "Portugal – Colômbia" in client.get("/pt/").text


def test_a_twinning_that_has_ended_is_not_shown(client, twinning):
    Twinning.objects.update(status=TwinningStatus.ENDED)

    assert client.get("/").context["twinnings"] == []


def test_home_costs_the_same_however_many_take_part(client, programme, budget):
    carla = make_user(role=Role.COORDINATOR)
    call = make_call()
    make_twinning(make_hub(), make_hub(region="lac", country="CO"), call=call, by=carla)
    few = budget(client, "/")
    for _ in range(29):
        make_twinning(make_hub(), make_hub(region="lac", country="CO"), call=call, by=carla)
    many = budget(client, "/")

    assert many.queries == few.queries <= 12
    assert many.rows <= few.rows + 60


def test_every_page_says_that_samples_are_samples(client, programme):
    assert "samples" not in client.get("/").text

    programme.shows_samples = True
    programme.save()

    assert "samples" in client.get("/").text
