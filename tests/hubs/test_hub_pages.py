"""The directory of hubs, a hub's page, and its forms."""

import pytest
from django.urls import reverse

from hubs import extras
from hubs.models import Hub, Membership
from hubs.operations.hubs import describe_hub
from hubs.states import CallStatus, HubStatus
from tests.factories import make_area, make_call, make_hub, make_region, make_twinning


def names(response):
    return [row.name for row in response.context["rows"]]


@pytest.fixture
def three(db):
    ai, cloud = make_area(), make_area("cloud", "Cloud computing")
    lisbon = make_hub("Alfama Hub", city="Lisboa")
    lisbon.technology_areas.add(ai, cloud)
    bogota = make_hub("Candelaria Hub", region="lac", country="CO", city="Bogotá")
    bogota.technology_areas.add(cloud)
    make_hub("Guadeloupe Hub", country="GP")
    make_hub("Hidden Hub", status=HubStatus.HIDDEN)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alfama Hub", "Candelaria Hub", "Guadeloupe Hub"]),
        ("q=BOGOTA", ["Candelaria Hub"]),
        ("q=hub+lisbôa", ["Alfama Hub"]),
        ("region=eu", ["Alfama Hub", "Guadeloupe Hub"]),
        ("country=CO", ["Candelaria Hub"]),
        ("area=cloud", ["Alfama Hub", "Candelaria Hub"]),
        ("area=ai&q=hub&region=eu&country=PT", ["Alfama Hub"]),
        ("q=nothing", []),
        ("q=%00lisboa%00", ["Alfama Hub"]),
        ("q=" + "hub+" * 2000, ["Alfama Hub", "Candelaria Hub", "Guadeloupe Hub"]),
        ("region=nowhere&country=XX&area=magic", ["Alfama Hub", "Candelaria Hub", "Guadeloupe Hub"]),
        ("status=hidden", []),
    ],
)
def test_the_directory_is_searched_and_narrowed(client, three, query, found):
    response = client.get(f"/hubs/?{query}")

    assert response.status_code == 200
    assert names(response) == found


def test_the_directory_shows_where_a_hub_is_and_what_it_works_with(client, three):
    words = client.get("/hubs/?country=CO").content.decode()

    assert "Bogotá, Colombia" in words
    assert "Latin America and the Caribbean" in words
    assert "Cloud computing" in words


def test_the_directory_reads_in_the_readers_language(client, three):
    response = client.get("/es/hubs/?q=brasil")

    assert response.status_code == 200
    assert "Brasil" not in names(response)


def test_hidden_hubs_cannot_be_guessed_from_the_choices(client, three):
    make_hub("Secret", country="IS", status=HubStatus.HIDDEN)

    assert "Iceland" not in client.get("/hubs/").content.decode()


def test_the_office_finds_the_new_ones(as_user, carla, three):
    make_hub("New Hub", status=HubStatus.NEW)

    assert names(as_user(carla).get("/hubs/?status=new")) == ["New Hub"]


def test_the_directory_costs_the_same_at_1_and_30_hubs(db, client, budget):
    make_hub().technology_areas.add(make_area())
    at_one = budget(client, "/hubs/")
    for _ in range(29):
        make_hub().technology_areas.add(make_area())
    at_thirty = budget(client, "/hubs/")
    for _ in range(270):
        make_hub().technology_areas.add(make_area())
    at_three_hundred = budget(client, "/hubs/")

    assert at_one.queries == at_thirty.queries == at_three_hundred.queries
    assert at_three_hundred.rows < 150
    assert at_three_hundred.bytes < 2.5 * at_thirty.bytes


def test_a_hub_that_is_not_listed_does_not_exist_for_strangers(as_user, ines, leo, ines_hub):
    Hub.objects.update(status=HubStatus.NEW)
    url = ines_hub.get_absolute_url()

    assert as_user().get(url).status_code == 404
    assert as_user(leo).get(url).status_code == 404
    assert as_user(ines).get(url).status_code == 200


def test_a_hubs_page_has_its_facts_its_twinnings_and_keeps_the_offices_notes(
    as_user, carla, ines_hub, leo_hub, twinning
):
    source = "https://example.org/atlantic"
    Hub.objects.filter(pk=ines_hub.pk).update(source_url=source, notes="Call them.", languages=["pt", "gn"])
    url = ines_hub.get_absolute_url()

    words = as_user().get(url).content.decode()
    assert source in words
    assert leo_hub.name in words
    assert "Portuguese, Guarani" in words
    assert "Call them." not in words
    assert "Call them." in as_user(carla).get(url).content.decode()


def test_a_hubs_page_costs_the_same_however_many_twinnings(client, budget, ines_hub, leo_hub, carla):
    make_twinning(ines_hub, leo_hub, by=carla)
    one = budget(client, ines_hub.get_absolute_url())
    for _ in range(4):
        make_twinning(ines_hub, make_hub(region="lac", country="BR"), by=carla)
    five = budget(client, ines_hub.get_absolute_url())

    assert one.queries == five.queries <= 12


def test_higher_apps_add_to_a_hubs_page(client, ines_hub, monkeypatch):
    added = extras.Extra("components/theme_switch.html")

    def contribute(hub, user):
        assert hub == ines_hub
        return added

    monkeypatch.setattr(extras, "HUB_EXTRAS", [contribute, lambda hub, user: None])

    response = client.get(ines_hub.get_absolute_url())

    assert response.context["extras"] == [added]


FACTS = {
    "name": "Rio Hub",
    "country": "BR",
    "city": "Rio de Janeiro",
    "bella_status": "unknown",
    "version": 1,
}


def test_registering_leads_to_the_hubs_page_as_its_manager(as_user, leo):
    lac = make_region("lac")

    response = as_user(leo).post("/hubs/register/", FACTS | {"region": lac.pk, "languages": ["pt", "en"]})

    hub = Hub.objects.get()
    assert response.url == hub.get_absolute_url()
    assert (hub.slug, hub.languages, hub.region) == ("rio-hub", ["pt", "en"], lac)
    assert Membership.objects.get().user == leo


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"country": "??"}, {"region": ""}, {"website": "not an address"}]
)
def test_a_wrong_fact_is_told_beside_its_field_and_nothing_typed_is_lost(as_user, leo, wrong):
    facts = FACTS | {"region": make_region("lac").pk, "summary": "All that I typed"} | wrong

    response = as_user(leo).post("/hubs/register/", facts)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(wrong)
    assert "All that I typed" in response.content.decode()
    assert not Hub.objects.exists()


def test_a_hub_that_exists_is_told_beside_the_name(as_user, leo, ines_hub):
    facts = FACTS | {"name": ines_hub.name, "country": "PT", "city": "Lisboa", "region": make_region().pk}

    response = as_user(leo).post("/hubs/register/", facts)

    assert "already registered" in response.context["form"].errors["name"][0]


def described(hub, **changes):
    return {
        "name": hub.name,
        "country": hub.country.code,
        "city": hub.city,
        "region": hub.region_id,
        "bella_status": hub.bella_status,
        "version": hub.version,
        "summary": hub.summary,
    } | changes


def test_describing_saves_and_comes_back_to_the_page(as_user, ines, ines_hub):
    url = reverse("hubs:describe_hub", args=[ines_hub.slug])

    response = as_user(ines).post(url, described(ines_hub, summary="New words"))

    assert response.url == ines_hub.get_absolute_url()
    assert Hub.objects.get().summary == "New words"


def test_when_a_colleague_saved_first_both_texts_are_shown_and_the_person_chooses(as_user, ines, ines_hub):
    url = reverse("hubs:describe_hub", args=[ines_hub.slug])
    mine = described(ines_hub, summary="My words")
    describe_hub(Hub.objects.get(), by=ines, version=1, summary="Words of a colleague", city="Porto")

    response = as_user(ines).post(url, mine)
    words = response.content.decode()

    assert response.status_code == 409
    assert "My words" in words
    assert "Words of a colleague" in words
    assert Hub.objects.get().summary == "Words of a colleague"

    again = as_user(ines).post(url, mine | {"version": response.context["form"]["version"].value()})
    assert again.status_code == 302
    assert Hub.objects.get().summary == "My words"


def test_only_the_office_writes_notes(as_user, ines, carla, ines_hub):
    url = reverse("hubs:describe_hub", args=[ines_hub.slug])

    as_user(ines).post(url, described(ines_hub, notes="Mine"))
    assert Hub.objects.get().notes == ""

    as_user(carla).post(url, described(Hub.objects.get(), notes="The office's"))
    assert Hub.objects.get().notes == "The office's"


@pytest.mark.parametrize(
    ("step", "before", "after"), [("list", "new", "listed"), ("hide", "listed", "hidden")]
)
def test_the_office_lists_and_hides(as_user, ines, carla, ines_hub, step, before, after):
    Hub.objects.update(status=before)
    url = reverse(f"hubs:{step}_hub", args=[ines_hub.slug])

    assert as_user(ines).post(url).status_code == 403
    assert as_user(carla).get(url).status_code == 200
    assert as_user(carla).post(url).status_code == 302
    assert Hub.objects.get().status == after
    assert as_user(carla).post(url).status_code == 403


@pytest.mark.parametrize(("language", "title"), [("es", "Convocatoria"), ("pt", "Call in English")])
def test_a_twinnings_call_is_named_in_the_readers_language_or_else_in_the_first(
    client, ines_hub, leo_hub, carla, language, title
):
    call = make_call(status=CallStatus.RELEASED, title_en="Call in English", title_es="Convocatoria")
    make_twinning(ines_hub, leo_hub, call=call, by=carla)

    page = client.get(f"/{language}/hubs/{ines_hub.slug}/").content.decode()

    assert f"{title} ·" in page
