"""Registering a hub, describing it, and who sees it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from hubs.models import Hub, Membership, MembershipRole
from hubs.operations.hubs import describe_hub, hide_hub, list_hub, register_hub
from hubs.states import HUB, HubStatus
from tests.factories import join, make_area, make_hub, make_region, make_user
from twinning.accounts.models import Letter, Role
from twinning.core.errors import Refused, Stale
from twinning.trail.models import Trace


def register(by, **facts):
    values = {"name": "Porto Hub", "country": "PT", "city": "Porto", "region": make_region()}
    return register_hub(by=by, **(values | facts))


def test_who_registers_a_hub_manages_it_and_the_office_is_told(ines, carla, ada):
    hub = register(ines, technology_areas=[make_area()])

    assert Membership.objects.get().role == MembershipRole.MANAGER
    assert hub.status == HubStatus.NEW
    assert [area.code for area in hub.technology_areas.all()] == ["ai"]
    assert {letter.recipient for letter in Letter.objects.all()} == {carla, ada}
    assert [trace.step for trace in Trace.objects.of(hub)] == ["register"]


@pytest.mark.parametrize("by", ["carla", None])
def test_what_the_office_or_a_table_registers_has_no_manager_and_writes_no_letter(db, by):
    registered_by = make_user("Carla", role=Role.COORDINATOR) if by else None

    register(registered_by)

    assert not Membership.objects.exists()
    assert not Letter.objects.exists()


def test_a_hub_is_found_by_its_name_city_and_country_in_any_language_and_accent(carla):
    hub = register(carla, name="Łódź Hub", native_name="Centrum", acronym="ŁH", city="Łódź", country="PL")

    for words in ("lodz", "ŁÓDŹ hub", "polonia", "poland lh", "Polônia", "centrum"):
        assert list(Hub.objects.matching(words)) == [hub], words
    assert not Hub.objects.matching("lodz brazil")


def test_the_same_hub_is_not_registered_twice(ines, leo):
    register(ines)

    with pytest.raises(Refused) as refusal:
        register(leo, name="porto hub ")

    assert refusal.value.field == "name"
    assert Hub.objects.count() == 1


def test_nobody_registers_more_new_hubs_than_the_office_can_look_at(ines, leo, carla):
    first, *_others = [register(ines, city=city) for city in ("Porto", "Braga", "Faro")]

    with pytest.raises(Refused, match="3 new hubs"):
        register(ines, city="Évora")
    register(leo, city="Évora")
    list_hub(first, by=carla)
    register(ines, city="Beja")

    assert Hub.objects.count() == 5


def test_the_same_name_in_another_city_is_another_hub_with_another_address(ines, leo):
    register(ines)
    register(leo, city="Braga")

    assert set(Hub.objects.values_list("slug", flat=True)) == {"porto-hub", "porto-hub-2"}


def test_no_hub_takes_the_address_of_a_page(carla):
    assert register(carla, name="Register").slug == "register-2"
    with pytest.raises(Refused):
        register(carla, slug="register")


def test_a_name_without_any_latin_letter_still_gets_an_address(carla):
    assert register(carla, name="创新中心").slug == "hub"


def test_a_slug_that_exists_is_refused_with_words(carla):
    make_hub(slug="porto")

    with pytest.raises(Refused) as refusal:
        register(carla, slug="porto")

    assert refusal.value.field == "slug"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("name", ""),
        ("name", "x" * 301),
        ("country", "XX"),
        ("bella_status", "maybe"),
    ],
)
def test_facts_that_cannot_be_are_refused_at_their_field_and_nothing_is_written(carla, field, value):
    with pytest.raises(Refused) as refusal:
        register(carla, **{field: value})

    assert refusal.value.field == field
    assert not Hub.objects.exists()


def test_describing_changes_what_is_found_too(ines, ines_hub):
    describe_hub(
        ines_hub, by=ines, version=1, name="Mar Aberto", technology_areas=[make_area("cloud", "Cloud")]
    )

    stored = Hub.objects.get()
    assert (stored.name, stored.version) == ("Mar Aberto", 2)
    assert list(Hub.objects.matching("aberto")) == [stored]
    assert [area.code for area in stored.technology_areas.all()] == ["cloud"]


def test_describing_an_outdated_version_changes_nothing_and_shows_what_is_stored(ines, ines_hub):
    describe_hub(Hub.objects.get(), by=ines, version=1, summary="First")

    with pytest.raises(Stale) as stale:
        describe_hub(ines_hub, by=ines, version=1, summary="Second")

    assert stale.value.current.summary == "First"
    assert Hub.objects.get().summary == "First"


def test_what_is_no_fact_of_a_hub_cannot_be_slipped_in(ines, ines_hub):
    for name in ("status", "slug", "version", "search"):
        with pytest.raises(TypeError):
            describe_hub(ines_hub, by=ines, version=1, **{name: "x"})


ILLEGAL = [
    (step, operation, status)
    for step, operation in (("list", list_hub), ("hide", hide_hub))
    for status in HubStatus
    if status not in HUB.steps[step].sources
]


@pytest.mark.parametrize(("step", "operation", "status"), ILLEGAL)
def test_an_illegal_step_of_a_hub_is_refused(carla, step, operation, status):
    hub = make_hub(status=status)

    with pytest.raises(Refused):
        operation(hub, by=carla)

    assert Hub.objects.get().status == status


def test_listing_and_hiding_leave_their_traces(carla):
    hub = make_hub(status=HubStatus.NEW)

    list_hub(hub, by=carla)
    hide_hub(hub, by=carla)

    assert [trace.step for trace in Trace.objects.of(hub)] == ["list", "hide"]


def test_only_listed_hubs_are_public_the_others_are_for_their_people_and_the_office(ines, leo, rosa, carla):
    listed = make_hub("Listed")
    new = make_hub("New", status=HubStatus.NEW)
    hidden = make_hub("Hidden", status=HubStatus.HIDDEN)
    join(new, ines, MembershipRole.VIEWER)
    join(hidden, leo)

    def seen_by(user):
        return set(Hub.objects.visible_to(user))

    assert seen_by(AnonymousUser()) == {listed}
    assert seen_by(rosa) == {listed}
    assert seen_by(ines) == {listed, new}
    assert seen_by(leo) == {listed, hidden}
    assert seen_by(carla) == {listed, new, hidden}


def test_the_names_of_a_hub_are_lines_of_a_letter_and_not_its_words(ines, ines_hub):
    trap = "Porto Hub\n\nhttps://example.org/trap\n\nHub"

    hub = register(ines, name=trap, acronym="P\nH")
    describe_hub(ines_hub, by=ines, version=1, native_name=trap)

    assert (hub.name, hub.acronym) == ("Porto Hub https://example.org/trap Hub", "P H")
    assert "\n" not in Hub.objects.get(pk=ines_hub.pk).native_name


@pytest.mark.parametrize(("language", "name"), [("es", "Trinidad y Tobago"), ("pt", "Trinidade e Tobago")])
def test_the_names_of_countries_are_spelt_right(db, language, name):
    with override(language):
        assert str(make_hub("CARIRI", country="TT").country.name) == name
