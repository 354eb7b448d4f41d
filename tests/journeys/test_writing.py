"""Writing an application while everything breaks, against the running product: no word is ever lost."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys import ground
from tests.journeys.chapters import applying
from tests.journeys.forces import web_killed
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

LONG = 60_000  # milliseconds; a killed server starts again within them on a busy machine


def test_no_word_is_lost_by_a_killed_server_a_cut_network_a_lost_session_or_a_colleague(
    browser, product, watch
):
    gala, gil = (
        Person(name, ground.address(name), browser, product, watch, width=width)
        for name, width in (("Gala", 1280), ("Gil", 360))
    )
    for person in (gala, gil):
        person.sign_in()
    applying.begin(gala, ground.OPEN)
    gala.follow("Motivation and experience", exact=False)

    kill_the_server(gala, product)
    cut_the_network(gala)
    lose_the_session(gala)
    meet(gala, gil)
    for person in (gala, gil):
        person.leave()

    assert not watch.faults, "\n".join(watch.faults)


def field(person: Person) -> Locator:
    return person.page.get_by_label("Motivation", exact=True)


def state(person: Person) -> Locator:
    return person.page.locator("[data-autosave-state]")


def is_saved(person: Person, words: str) -> None:
    """Said in the page, and found by whoever opens it anew."""
    expect(state(person)).to_have_text(applying.SAVED, timeout=LONG)
    person.open(person.page.url)
    expect(field(person)).to_have_value(words)


def kill_the_server(gala: Person, product) -> None:
    gala.watch.expect("net::ERR_")
    with web_killed(product):
        field(gala).fill("Typed while nobody listened")
        expect(state(gala)).to_contain_text("Your text is kept on this device")
    is_saved(gala, "Typed while nobody listened")


def cut_the_network(gala: Person) -> None:
    gala.watch.expect("net::ERR_")
    gala.context.set_offline(True)
    field(gala).fill("Typed in a tunnel")
    expect(state(gala)).to_contain_text("Your text is kept on this device")
    gala.context.set_offline(False)
    is_saved(gala, "Typed in a tunnel")


def lose_the_session(gala: Person) -> None:
    """Signing in again in another window is enough: the first one goes on by itself."""
    gala.watch.expect(401)
    gala.lose_session()
    field(gala).fill("Typed while signed out")
    expect(state(gala)).to_contain_text("You are signed out.")
    first = gala.page
    with gala.context.expect_page() as opened:
        state(gala).get_by_role("link", name="Sign in").click()
    gala.page = opened.value
    gala.prove()
    gala.page.wait_for_url("**/revise/**")
    gala.page.close()
    gala.page = first
    is_saved(gala, "Typed while signed out")


def meet(gala: Person, gil: Person) -> None:
    """Both opened the same words: who is later sees both, and chooses."""
    gil.open(gala.page.url)
    field(gala).fill("Hers")
    expect(state(gala)).to_have_text(applying.SAVED)
    gil.watch.expect(409)
    field(gil).fill("His")
    theirs = gil.page.locator("#field-motivation [data-autosave-theirs]")
    expect(theirs).to_contain_text("Gala saved other words here")
    expect(theirs).to_contain_text("Hers")
    expect(field(gil)).to_have_value("His")
    gil.page.get_by_role("button", name="Keep mine").click()
    is_saved(gil, "His")
    gala.watch.expect(409)
    field(gala).fill("Hers, and more")
    gala.page.get_by_role("button", name=re.compile("Take what is saved")).click()
    expect(field(gala)).to_have_value("His")
    gala.open(gala.page.url)
    expect(field(gala)).to_have_value("His")
