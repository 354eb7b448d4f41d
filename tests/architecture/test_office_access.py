"""The admin is the office's: every address of it is shut to everybody else, and to visitors."""

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse

from tests.architecture.world import build_world
from tests.factories_evaluating import declare

OUTSIDE = ["visitor", "olga", "ines", "tomas", "leo", "rosa"]
OFFICE = ["carla", "ada"]
OPEN_TO_ALL = {"login", "logout", None}  # sign-in is allauth's; unnamed ones are redirects
ENDPOINTS = {"autocomplete", "jsi18n", "view_on_site", "app_list"}  # tried apart, by their parts


@pytest.fixture
def world(db):
    return build_world()


def patterns(entries):
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry


def record_of(world, name):
    """A record of the model that the address is of, so that a refusal is not mere absence."""
    for model in admin.site._registry:
        if name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            return model._base_manager.first()
    return None


def addresses(world):
    """Every address of the admin, with a real record where it takes one."""
    for pattern in patterns(admin.site.urls[0]):
        if pattern.name in OPEN_TO_ALL | ENDPOINTS:
            continue
        names = list(pattern.pattern.converters)
        record = record_of(world, pattern.name)
        key = record.pk if record else 1
        yield f"admin:{pattern.name}", reverse(f"admin:{pattern.name}", kwargs=dict.fromkeys(names, key))


@pytest.mark.parametrize("person", OUTSIDE)
def test_nobody_else_enters(person, world, as_user):
    browser = as_user(getattr(world, person))
    entered = []
    for name, url in addresses(world):
        for ask in (browser.get, browser.post):
            if ask(url).status_code not in (302, 403):
                entered.append(f"{ask.__name__} {name}")

    assert entered == []


@pytest.mark.parametrize("person", OFFICE)
def test_the_office_meets_no_error(person, world, as_user):
    browser = as_user(getattr(world, person))
    answers = {name: browser.get(url).status_code for name, url in addresses(world)}

    assert {name: code for name, code in answers.items() if code not in (200, 302, 403, 405)} == {}
    assert answers["admin:index"] == answers["admin:hubs_call_ranking"] == 200
    assert answers["admin:hubs_pairing_add"] == 200


def test_only_administrators_say_who_works_in_the_office(world, as_user):
    url = reverse("admin:accounts_user_change", args=[world.olga.pk])

    as_user(world.carla).post(url, {"role": "administrator", "name": "Olga"})

    world.olga.refresh_from_db()
    assert world.olga.role == "member"


def test_the_office_reads_no_draft(world, as_user):
    """An application is the hub's own until it is handed in, in the admin as elsewhere."""
    listed = as_user(world.carla).get(reverse("admin:hubs_expression_changelist"))
    opened = as_user(world.carla).get(reverse("admin:hubs_expression_change", args=[world.draft.pk]))

    assert "Nordic Hub" not in listed.content.decode()
    assert opened.status_code == 302


def test_no_filter_of_the_office_gives_passwords_away(world, as_user):
    """Letter by letter a filter would tell the hash of somebody's password."""
    people = reverse("admin:accounts_user_changelist")

    for lookup in ("password__startswith", "password", "password__regex"):
        assert as_user(world.carla).get(people, {lookup: world.ada.password[:4]}).status_code == 400


OWN_LISTS = {"hubs.expression", "hubs.scenario", "hubs.pulse", "hubs.programme"}  # they know no such filters


def test_no_filter_of_the_office_asks_what_its_list_does_not_offer(world, as_user):
    """A hidden column would be told letter by letter, and a relation whom a hidden record leads to."""
    browser, answered = as_user(world.carla), []
    for model, office in admin.site._registry.items():
        if model._meta.label_lower in OWN_LISTS:
            continue
        offered = str(office.list_filter)
        lookups = [f"{one.name}__isnull" if one.is_relation else f"{one.name}__startswith"
                   for one in model._meta.get_fields() if f"'{one.name}'" not in offered]  # fmt: skip
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        answered += [(url, one) for one in lookups if browser.get(url, {one: "1"}).status_code != 400]

    assert answered == []


def test_the_list_of_people_does_not_say_whose_a_hidden_assignment_is(world, as_user):
    """By the number of an assignment that Carla may not see, it once named its reviewer."""
    declare(world.carla, world.evaluation.assignment.expression, conflict=True)
    hidden = world.evaluation.assignment

    asked = as_user(world.carla).get(reverse("admin:accounts_user_changelist"), {"assignments": hidden.pk})

    assert asked.status_code == 400
