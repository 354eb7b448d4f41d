"""A programme whose twinnings have three partners, from the rules of the call to the plan, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actionplans.models import Plan
from hubs.desk.scenarios import board_at, move_of
from hubs.models import Expression, Pairing, Region, Scenario, Twinning
from hubs.operations.scenarios import make_scenario
from hubs.states import CallStatus, PairingStatus
from tests.factories import join, make_call, make_programme, make_user
from tests.factories_desk import bring_together, select
from tests.journeys.watch import Watch

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]

HUBS = {
    "Aveiro": ("eu", "PT"),
    "Bilbao": ("eu", "ES"),
    "Lima": ("lac", "PE"),
    "Recife": ("lac", "BR"),
    "Accra": ("africa", "GH"),
    "Lagos": ("africa", "NG"),
}


@pytest.fixture(autouse=True)
def _patience():
    """The machine may have much else to do."""
    expect.set_options(timeout=60_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def call(transactional_db):
    make_programme(partners=3)
    Region.objects.create(code="africa", name="Africa", position=2)
    return make_call(status=CallStatus.RELEASED, slug="threes")


@pytest.fixture
def hubs(call):
    """Two in each of three regions, each with a manager; the keys of their applications by name."""
    keys = {name: select(call, name, region, country) for name, (region, country) in HUBS.items()}
    for name, key in keys.items():
        join(Expression.objects.get(pk=key).hub, make_user(f"{name} speaker"))
    return keys


def speaker(key):
    return Expression.objects.get(pk=key).hub.memberships.get().user


def groups(hubs):
    names = {key: name for name, key in hubs.items()}
    board = board_at(move_of(Scenario.objects.get()))
    return {tuple(names[key] for key in group) for group in board.groups}


def choose(page, hubs, *names):
    for name in names:
        page.locator(f'[data-hub="{hubs[name]}"]').first.click()


def drag(page, hubs, one, onto):
    place = page.locator(f'[data-hub="{hubs[onto]}"]').first
    page.locator(f'[data-hub="{hubs[one]}"]').first.drag_to(place)


def test_a_hub_is_dragged_into_a_twinning_of_three(open_for, carla, call, hubs):
    scenario = make_scenario(call, name="By threes", by=carla)
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], hubs["Lagos"], by=carla)
    page = open_for(carla, reverse("admin:hubs_scenario_desk", args=[scenario.pk]))
    live = page.locator("[data-desk-live]")

    drag(page, hubs, "Accra", "Lima")
    expect(live).to_contain_text("Paired: Aveiro, Lima and Accra.")
    assert groups(hubs) == {("Aveiro", "Lima", "Accra")}

    drag(page, hubs, "Lagos", "Recife")
    expect(page.locator("[data-desk-chosen]")).to_contain_text("Lagos")
    expect(page.locator("[data-desk-chosen]")).to_contain_text("Recife")
    page.locator(f'[data-hub="{hubs["Bilbao"]}"]').first.click()
    page.locator("[data-swap=bar]").get_by_role("button", name="Pair", exact=True).click()
    expect(live).to_contain_text("Paired: Bilbao, Recife and Lagos.")
    assert groups(hubs) == {("Aveiro", "Lima", "Accra"), ("Bilbao", "Recife", "Lagos")}


def test_three_partners_from_the_rules_to_the_plan(open_for, carla, call, hubs):
    watch = Watch()
    page = open_for(carla, reverse("admin:hubs_call_pairing_rules", args=[call.pk]))
    watch.follow(page)
    page.get_by_label("Size").fill("5")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    watch.look(page)

    page.goto(reverse("admin:hubs_scenario_changelist") + f"?call={call.pk}")
    page.get_by_label("Name", exact=True).fill("By threes")
    page.get_by_role("button", name="Make and solve").click()
    bar, live = page.locator("[data-swap=bar]"), page.locator("[data-desk-live]")
    expect(page.locator("[data-row]")).to_have_count(2)
    assert len(groups(hubs)) == 2
    watch.look(page)

    for left in (1, 0):
        page.locator("[data-paired]").first.locator('[value^="unpair"]').click(force=True)
        expect(page.locator("[data-paired]")).to_have_count(left)
    assert groups(hubs) == set()
    choose(page, hubs, "Aveiro", "Lima", "Lagos")
    bar.get_by_role("button", name="Pair", exact=True).click()
    expect(live).to_contain_text("Paired: Aveiro, Lima and Lagos.")
    bar.get_by_role("button", name="Lock").click()
    expect(live).to_contain_text("Locked: Aveiro, Lima and Lagos.")
    bar.get_by_role("button", name="Clear").click()
    bar.get_by_role("button", name="Solve again").click()
    expect(live).to_contain_text("Solved.")
    assert groups(hubs) == {("Aveiro", "Lima", "Lagos"), ("Bilbao", "Recife", "Accra")}
    watch.look(page)

    page.get_by_role("link", name="Publish…").click()
    expect(page.locator("#content")).to_contain_text("2 pairs are proposed")
    watch.look(page)
    page.get_by_role("button", name="Publish and write to the hubs").click()
    expect(page.locator(".messagelist")).to_contain_text("2 pairs are proposed.")

    pairing = Pairing.objects.get(partners__expression=hubs["Lagos"])
    for number, name in enumerate(["Aveiro", "Lima", "Lagos"]):
        theirs = open_for(speaker(hubs[name]), reverse("hubs:pairing", args=[pairing.pk]))
        watch.follow(theirs)
        watch.look(theirs)
        if number == 0:
            theirs.get_by_role("link", name="Read all about both sides, to print as well").click()
            expect(theirs.get_by_role("heading", name="How well they fit")).to_have_count(3)
            watch.look(theirs)
            theirs.go_back()
        main = theirs.locator("main")
        main.get_by_role("link", name="Accept", exact=True).click()
        main.get_by_role("button", name="Accept", exact=True).click()
        expect(main).to_contain_text("To the twinning" if number == 2 else "Your hub has accepted.")
        assert Twinning.objects.count() == (number == 2)

    twinning = Twinning.objects.get()
    assert Pairing.objects.get(pk=pairing.pk).status == PairingStatus.CONFIRMED
    assert twinning.partners.count() == 3
    theirs.goto(twinning.get_absolute_url())
    watch.look(theirs)
    theirs.goto(Plan.objects.get(twinning=twinning).get_absolute_url())
    for name in ("Aveiro", "Lima", "Lagos"):
        expect(theirs.locator("main")).to_contain_text(name)
    watch.look(theirs)
    assert watch.faults == []
