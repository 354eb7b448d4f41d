"""The pairing desk alive: by mouse alone, by keyboard alone, in two windows at once, without scripts."""

import time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from hubs.desk.scenarios import board_at, move_of
from hubs.models import Pairing, Scenario
from hubs.operations.scenarios import make_scenario
from tests.factories_desk import bring_together, make_desk
from tests.journeys.watch import Watch

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]


@pytest.fixture(autouse=True)
def _patience():
    """The machine may have much else to do."""
    expect.set_options(timeout=60_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def desk(transactional_db, carla):
    return make_desk(carla)


@pytest.fixture
def scenario(desk):
    return desk[0]


@pytest.fixture
def hubs(desk):
    return desk[1]


@pytest.fixture
def address(scenario):
    return reverse("admin:hubs_scenario_desk", args=[scenario.pk])


def pairs(scenario, hubs):
    """By the names of their hubs, as stored."""
    names = {key: name for name, key in hubs.items()}
    board = board_at(move_of(Scenario.objects.get(pk=scenario.pk)))
    return {tuple(names[key] for key in group) for group in board.groups}


def soon(page, check, patience=60):
    """Wait until it holds, while the browser goes on living."""
    until = time.monotonic() + patience
    while not check():
        assert time.monotonic() < until, "it did not come about"
        page.wait_for_timeout(100)


def hub(page, hubs, name):
    return page.locator(f'[data-hub="{hubs[name]}"]').first


def circle(page, hubs, name):
    return hub(page, hubs, name).locator("input")


def live(page):
    return page.locator("[data-desk-live]")


def bar(page):
    return page.locator("[data-swap=bar]")


def test_with_the_mouse_hubs_are_dragged_onto_each_other_and_apart(open_for, carla, scenario, hubs, address):
    page = open_for(carla, address)

    hub(page, hubs, "Aveiro").drag_to(hub(page, hubs, "Lima"))
    expect(live(page)).to_contain_text("Paired: Aveiro and Lima.")
    hub(page, hubs, "Bilbao").drag_to(hub(page, hubs, "São Luís"))
    expect(live(page)).to_contain_text("Paired: Bilbao and São Luís.")
    assert pairs(scenario, hubs) == {("Aveiro", "Lima"), ("Bilbao", "São Luís")}

    hub(page, hubs, "Lima").drag_to(hub(page, hubs, "São Luís"))
    expect(live(page)).to_contain_text("Changed places: Lima and São Luís.")
    assert pairs(scenario, hubs) == {("Aveiro", "São Luís"), ("Bilbao", "Lima")}

    bar(page).get_by_role("button", name="Undo").click()
    expect(live(page)).to_contain_text("The last step is taken back.")
    assert pairs(scenario, hubs) == {("Aveiro", "Lima"), ("Bilbao", "São Luís")}


def test_with_the_mouse_hubs_are_chosen_and_what_they_score_is_seen(open_for, carla, scenario, hubs, address):
    page = open_for(carla, address)

    hub(page, hubs, "Aveiro").click()
    expect(page.get_by_role("heading", name="Best partners of Aveiro")).to_be_visible()
    expect(hub(page, hubs, "Lima").locator(".hub__fit")).to_be_visible()
    expect(bar(page).get_by_role("button", name="Pair", exact=True)).to_be_hidden()
    hub(page, hubs, "Lima").click()
    expect(bar(page)).to_contain_text("Aveiro – Lima · Fit:")
    bar(page).get_by_role("button", name="Pair", exact=True).click()
    expect(live(page)).to_contain_text("Paired: Aveiro and Lima.")

    bar(page).get_by_role("button", name="Lock").click()
    expect(live(page)).to_contain_text("Locked: Aveiro and Lima.")
    expect(bar(page).get_by_role("button", name="Unpair")).to_be_hidden()
    bar(page).get_by_role("button", name="Solve again").click()
    soon(page, lambda: pairs(scenario, hubs) == {("Aveiro", "Lima"), ("Bilbao", "São Luís")})


def test_by_keyboard_alone_hubs_are_paired_parted_and_forbidden(open_for, carla, scenario, hubs, address):
    page = open_for(carla, address)
    circle(page, hubs, "Bilbao").focus()

    page.keyboard.press("Space")
    expect(live(page)).to_contain_text("Bilbao is chosen. Choose a partner.")
    page.keyboard.press("ArrowRight")
    expect(live(page)).to_contain_text("Bilbao and Lima are chosen.")
    page.keyboard.press("ArrowDown")
    expect(live(page)).to_contain_text("Bilbao and São Luís are chosen.")
    page.keyboard.press("Enter")
    expect(live(page)).to_contain_text("Paired: Bilbao and São Luís.")
    expect(circle(page, hubs, "São Luís")).to_be_focused()
    assert pairs(scenario, hubs) == {("Bilbao", "São Luís")}

    page.keyboard.press("Delete")
    expect(live(page)).to_contain_text("Unpaired: Bilbao and São Luís.")
    page.keyboard.press("Control+z")
    expect(live(page)).to_contain_text("The last step is taken back.")
    assert pairs(scenario, hubs) == {("Bilbao", "São Luís")}
    page.keyboard.press("Control+y")
    expect(live(page)).to_contain_text("The step is done again.")
    assert pairs(scenario, hubs) == set()

    page.locator("#forbid > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("They share a board.")
    page.keyboard.press("Enter")
    expect(live(page)).to_contain_text("Forbidden: Bilbao and São Luís.")
    page.locator("#forbidden > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#forbidden")).to_contain_text("They share a board.")
    circle(page, hubs, "Bilbao").focus()
    page.keyboard.press("Escape")
    expect(live(page)).to_contain_text("Nothing is chosen.")


def tab_to(page, place, way="Tab"):
    """With the keyboard alone, as far as a person would go."""
    for _press in range(120):
        if place.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press(way)
    raise AssertionError(f"{place} is not reached")


def step(page, place, key="Enter", way="Tab"):
    tab_to(page, place, way)
    page.keyboard.press(key)


def test_by_keyboard_alone_from_a_new_scenario_to_the_letters(open_for, carla, scenario, hubs):
    """Every place is reached with Tab, and after each step the focus is where one goes on."""
    page = open_for(carla, reverse("admin:hubs_scenario_changelist") + f"?call={scenario.call_id}")
    step(page, page.locator("#id_name"), "T")
    page.keyboard.type("yped")
    page.keyboard.press("Enter")
    expect(page.locator("[data-row][data-paired]")).to_have_count(2)
    typed = Scenario.objects.get(name="Typed")

    step(page, circle(page, hubs, "Aveiro"), "Space")
    expect(page.get_by_role("heading", name="Best partners of Aveiro")).to_be_visible()
    mate = next(two[1] for two in pairs(typed, hubs) if two[0] == "Aveiro")
    page.keyboard.press("ArrowRight")
    expect(live(page)).to_contain_text(f"Aveiro and {mate} are chosen.")
    step(page, bar(page).get_by_role("button", name="Lock"), way="Shift+Tab")
    expect(live(page)).to_contain_text(f"Locked: Aveiro and {mate}.")
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    step(page, bar(page).get_by_role("button", name="Solve again"))
    expect(live(page)).to_contain_text("Solved.")
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    step(page, bar(page).get_by_role("button", name="Undo"))
    expect(live(page)).to_contain_text("The last step is taken back.")
    step(page, page.locator("summary").filter(has_text="What was done"))
    expect(page.locator("[data-swap=side]")).to_contain_text("Locked")

    step(page, page.get_by_role("link", name="Publish…"), way="Shift+Tab")
    expect(page.locator("#content")).to_contain_text("2 pairs are proposed to their hubs.")
    step(page, page.get_by_role("button", name="Publish and write to the hubs"))
    expect(page.locator(".messagelist")).to_contain_text("2 pairs are proposed.")
    assert Pairing.objects.count() == 2


def test_what_a_colleague_does_shows_and_takes_nothing_out_of_ones_hands(
    open_for, carla, ada, scenario, hubs, address
):
    page = open_for(ada, address)
    hub(page, hubs, "Bilbao").click()
    expect(page.get_by_role("heading", name="Best partners of Bilbao")).to_be_visible()

    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=carla)

    expect(page.locator(".desk__news")).to_contain_text("Carla: Paired Aveiro and Lima.")
    expect(page.locator(f'[data-row="{hubs["Aveiro"]}-{hubs["Lima"]}"]')).to_be_visible()
    expect(circle(page, hubs, "Bilbao")).to_be_checked()
    hub(page, hubs, "São Luís").click()
    bar(page).get_by_role("button", name="Pair", exact=True).click()
    expect(live(page)).to_contain_text("Paired: Bilbao and São Luís.")
    assert pairs(scenario, hubs) == {("Aveiro", "Lima"), ("Bilbao", "São Luís")}


def test_who_comes_second_is_told_and_may_go_on(open_for, carla, ada, scenario, hubs, address):
    page = open_for(ada, address)
    page.route("**/since/**", lambda route: route.abort())
    hub(page, hubs, "Bilbao").click()
    hub(page, hubs, "São Luís").click()
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=carla)

    bar(page).get_by_role("button", name="Pair", exact=True).click()

    alert = page.locator("[data-desk-refusal]")
    expect(alert).to_contain_text("Carla: Paired Aveiro and Lima.")
    assert pairs(scenario, hubs) == {("Aveiro", "Lima")}
    alert.get_by_role("button", name="Pair Bilbao and São Luís all the same").click()
    expect(live(page)).to_contain_text("Paired: Bilbao and São Luís.")
    assert pairs(scenario, hubs) == {("Aveiro", "Lima"), ("Bilbao", "São Luís")}


def test_steps_that_come_faster_than_the_answers_are_all_taken(open_for, carla, scenario, hubs, address):
    page = open_for(carla, address)
    held = []
    page.route("**/revise/**", lambda route: route.continue_() if held else held.append(route))

    hub(page, hubs, "Aveiro").drag_to(hub(page, hubs, "Lima"))
    hub(page, hubs, "Bilbao").drag_to(hub(page, hubs, "São Luís"))
    bar(page).get_by_role("button", name="Solve again").click()
    soon(page, lambda: held)
    held[0].continue_()

    expect(live(page)).to_contain_text("Solved.")
    assert Scenario.objects.get(pk=scenario.pk).version == 4


def test_a_refused_step_says_why_at_its_place(open_for, carla, scenario, hubs, address):
    page = open_for(carla, address)
    hub(page, hubs, "Aveiro").click()
    hub(page, hubs, "Lima").click()

    page.locator("#forbid > summary").click()
    page.get_by_role("button", name="Forbid this pair").click()

    expect(page.locator("[data-desk-refusal]")).to_have_text("Say why these two must not be paired.")
    page.get_by_label("Why", exact=True).fill("They share a board.")
    page.get_by_role("button", name="Forbid this pair").click()
    expect(live(page)).to_contain_text("Forbidden: Aveiro and Lima.")


def test_hubs_are_found_while_one_types(open_for, carla, scenario, hubs, address):
    page = open_for(carla, address)
    page.locator("#find > summary").click()

    page.get_by_label("Find a hub").fill("sao")

    expect(page.locator("[data-row]")).to_have_count(0)
    expect(hub(page, hubs, "São Luís")).to_be_visible()
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("[data-row]")).to_have_count(2)


def test_without_scripts_the_desk_is_a_form(open_for, carla, scenario, hubs, address):
    page = open_for(carla, address, java_script_enabled=False)

    circle(page, hubs, "Aveiro").check()
    circle(page, hubs, "Lima").check()
    page.get_by_role("button", name="Pair", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Paired: Aveiro and Lima.")
    page.get_by_role("button", name="Lock: Aveiro – Lima").click(force=True)
    expect(page.locator(".messagelist")).to_contain_text("Locked: Aveiro and Lima.")
    page.get_by_role("button", name="Solve again").click()
    page.get_by_role("link", name="Best partners of Bilbao").click()
    expect(page.get_by_role("heading", name="Best partners of Bilbao")).to_be_visible()

    assert pairs(scenario, hubs) == {("Aveiro", "Lima"), ("Bilbao", "São Luís")}


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it_and_nothing_sticks_out(
    open_for, carla, scenario, hubs, address, width, scheme
):
    watch = Watch()
    page = open_for(carla, address, width=width, color_scheme=scheme)
    watch.follow(page)
    watch.look(page)

    hub(page, hubs, "Aveiro").click()
    expect(page.get_by_role("heading", name="Best partners of Aveiro")).to_be_visible()
    bar(page).get_by_role("button", name="Clear").click()
    bar(page).get_by_role("button", name="Solve again").click()
    expect(live(page)).to_contain_text("Solved.")
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    watch.look(page)

    assert watch.faults == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_pages_around_the_desk_can_be_read_too(open_for, carla, scenario, hubs, width, scheme):
    """The list, two scenarios that differ, the rules, the letters before they go, and why two hubs fit."""
    other = make_scenario(scenario.call, name="Second", by=carla)
    for one, (first, second) in ((scenario, ("Lima", "São Luís")), (other, ("São Luís", "Lima"))):
        bring_together(one, hubs["Aveiro"], hubs[first], by=carla)
        bring_together(one, hubs["Bilbao"], hubs[second], by=carla)
    watch = Watch()
    page = open_for(
        carla,
        reverse("admin:hubs_scenario_changelist") + f"?call={scenario.call_id}",
        width=width,
        color_scheme=scheme,
    )
    watch.follow(page)
    watch.look(page)
    page.get_by_role("button", name="Compare side by side").click()
    expect(page.locator("#content")).to_contain_text("Pairs that differ")
    expect(page.locator("#content")).to_contain_text("Aveiro")
    watch.look(page)
    for place in (
        reverse("admin:hubs_call_pairing_rules", args=[scenario.call_id]),
        reverse("admin:hubs_scenario_publish", args=[scenario.pk]),
        reverse("admin:hubs_scenario_reasons", args=[scenario.pk])
        + f"?hub={hubs['Aveiro']}&hub={hubs['Lima']}",
    ):
        page.goto(place)
        watch.look(page)
    assert watch.faults == []
