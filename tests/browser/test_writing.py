"""Typing an application while everything breaks: no word that was typed is ever lost."""

import re
import time
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Route, expect

from hubs.operations.expressions import submit_expression
from tests.factories import PASSWORD, join

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]
SAVED = re.compile(r"Saved at \d\d:\d\d\.")


@pytest.fixture
def address(draft):
    return reverse("hubs:revise_expression_step", args=[draft.pk, "story"])


def stored(draft, code="motivation"):
    return draft.answers.get(code=code).value


def soon(page, check, patience=15):
    """Wait until it holds, while the browser goes on living."""
    until = time.monotonic() + patience
    while not check():
        assert time.monotonic() < until, "it did not come about"
        page.wait_for_timeout(100)


def lose_sessions():
    """Wherever they are kept: in the database, and beside it in the cache."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in Session.objects.values_list("pk", flat=True):
        store(key).delete()


def motivation(page):
    return page.get_by_label("Motivation", exact=True)


def state(page):
    return page.locator("[data-autosave-state]")


def test_what_is_typed_is_saved_within_five_seconds_and_said_in_words(open_for, draft, ines, address):
    page = open_for(ines, address)

    motivation(page).fill("Typed and left alone")

    expect(state(page)).to_have_text(SAVED, timeout=5_000)
    assert stored(draft) == "Typed and left alone"
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_field_that_is_left_is_saved_at_once(open_for, draft, ines, address):
    page = open_for(ines, address)

    motivation(page).fill("Left")
    page.get_by_label("Use of BELLA", exact=True).focus()

    soon(page, lambda: stored(draft) == "Left", patience=2)


def test_who_types_without_a_pause_is_saved_all_the_same(open_for, draft, ines, address):
    page = open_for(ines, address)
    motivation(page).fill("")

    motivation(page).press_sequentially("on and on " * 8, delay=90)

    assert stored(draft).startswith("on and on")


def test_a_quick_hand_that_types_before_the_scripts_are_there_loses_nothing(open_for, draft, ines, address):
    page = open_for(ines, address)
    held: list[Route] = []
    page.route("**/autosave*.js", lambda route: held.append(route))

    page.goto(address, wait_until="domcontentloaded")
    motivation(page).fill("Typed at once")
    soon(page, lambda: held)
    held[0].continue_()

    expect(state(page)).to_have_text(SAVED, timeout=10_000)
    assert stored(draft) == "Typed at once"


def test_the_server_is_killed_while_typing(open_for, server, draft, ines, address):
    page = open_for(ines, address)
    motivation(page).fill("Before the crash")
    expect(state(page)).to_have_text(SAVED)

    server.kill()
    motivation(page).fill("Typed while nobody listened")
    expect(state(page)).to_contain_text("Your text is kept on this device", timeout=8_000)
    server.start()

    expect(state(page)).to_have_text(SAVED, timeout=20_000)
    assert stored(draft) == "Typed while nobody listened"


def test_the_network_is_cut_while_typing(open_for, draft, ines, address):
    page = open_for(ines, address)

    page.context.set_offline(True)
    motivation(page).fill("Typed in a tunnel")
    expect(state(page)).to_contain_text("Your text is kept on this device", timeout=8_000)
    page.context.set_offline(False)

    expect(state(page)).to_have_text(SAVED, timeout=20_000)
    assert stored(draft) == "Typed in a tunnel"


def test_the_browser_dies_while_the_network_is_away(open_for, draft, ines, address):
    page = open_for(ines, address)
    # Not even the last attempt comes through, which a page that closes leaves to the browser.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    motivation(page).fill("Typed before the battery was empty")
    page.close()

    again = page.context.new_page()
    again.goto(address)

    expect(motivation(again)).to_have_value("Typed before the battery was empty")
    expect(again.locator("#field-motivation")).to_contain_text("Put back from this device")
    soon(again, lambda: stored(draft) == "Typed before the battery was empty")


def sign_in(page, person):
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


def test_the_session_is_lost_while_typing_and_signing_in_elsewhere_goes_on(open_for, draft, ines, address):
    page = open_for(ines, address)
    lose_sessions()
    motivation(page).fill("Typed while signed out")
    expect(state(page)).to_contain_text("You are signed out.", timeout=8_000)

    with page.context.expect_page() as opened:
        state(page).get_by_role("link", name="Sign in").click()
    sign_in(opened.value, ines)

    soon(page, lambda: stored(draft) == "Typed while signed out", patience=30)
    opened.value.wait_for_url(page.url)
    motivation(page).fill("And typed on in the first window")
    page.get_by_role("button", name="Save the draft").click()
    soon(page, lambda: stored(draft) == "And typed on in the first window")


def test_the_session_is_lost_and_saving_with_the_button_keeps_every_word(open_for, draft, ines, address):
    page = open_for(ines, address)
    lose_sessions()
    motivation(page).fill("Saved by hand while signed out")
    page.get_by_role("button", name="Save the draft").click()
    page.wait_for_url("**/login/**")

    sign_in(page, ines)

    page.wait_for_url("**/revise/**")
    page.goto(address)
    expect(motivation(page)).to_have_value("Saved by hand while signed out")
    soon(page, lambda: stored(draft) == "Saved by hand while signed out")


def test_two_colleagues_in_one_field_both_keep_their_words(open_for, draft, ines, leo, address):
    join(draft.hub, leo, "contributor")
    hers, his = open_for(ines, address), open_for(leo, address)
    motivation(hers).fill("Hers")
    expect(state(hers)).to_have_text(SAVED)

    motivation(his).fill("His")
    panel = his.locator("#field-motivation [data-autosave-theirs]")
    expect(panel).to_contain_text("Ines saved other words here")
    expect(panel).to_contain_text("Hers")
    expect(motivation(his)).to_have_value("His")
    assert stored(draft) == "Hers"

    his.get_by_role("button", name="Keep mine").click()
    expect(state(his)).to_have_text(SAVED)
    assert stored(draft) == "His"

    motivation(hers).fill("Hers again")
    hers.get_by_role("button", name="Take what is saved").click()
    expect(motivation(hers)).to_have_value("His")
    assert stored(draft) == "His"


def test_two_colleagues_in_two_fields_do_not_notice_each_other(open_for, draft, ines, leo, address):
    join(draft.hub, leo, "contributor")
    hers, his = open_for(ines, address), open_for(leo, address)

    motivation(hers).fill("Hers")
    his.get_by_label("Use of BELLA", exact=True).fill("His")

    expect(state(hers)).to_have_text(SAVED)
    expect(state(his)).to_have_text(SAVED)
    assert (stored(draft), stored(draft, "use_of_bella")) == ("Hers", "His")


def test_an_answer_that_is_lost_on_the_way_makes_nobody_their_own_colleague(open_for, draft, ines, address):
    page = open_for(ines, address)
    lost = []

    def lose_the_answer(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/answer/", lose_the_answer)
    motivation(page).fill("Arrived, unheard")
    soon(page, lambda: stored(draft) == "Arrived, unheard")
    motivation(page).fill("Arrived, unheard, and more")

    expect(state(page)).to_have_text(SAVED, timeout=20_000)
    soon(page, lambda: stored(draft) == "Arrived, unheard, and more")
    assert lost == [200]
    assert page.locator("#field-motivation [data-autosave-theirs]").count() == 0


def test_without_scripts_each_step_saves_with_a_button(open_for, draft, ines, address):
    page = open_for(ines, address, java_script_enabled=False)

    motivation(page).fill("Without scripts")
    page.get_by_role("button", name="Save and go on").click()

    assert stored(draft) == "Without scripts"
    assert page.url.endswith("/revise/offers/")
    page.get_by_role("button", name="Add something you offer").click()
    page.get_by_label("In words").fill("A laboratory")
    page.get_by_role("button", name="Save the draft").click()
    assert draft.wishes.get().words == "A laboratory"


def test_without_scripts_a_colleagues_words_stand_beside_ones_own(open_for, draft, ines, leo, address):
    join(draft.hub, leo, "contributor")
    his = open_for(leo, address, java_script_enabled=False)
    motivation(his).fill("His")
    draft.answers.filter(code="motivation").update(value="Hers", version=2, saved_by=ines)

    his.get_by_role("button", name="Save the draft").click()

    expect(motivation(his)).to_have_value("His")
    expect(his.locator("#field-motivation")).to_contain_text("Hers")
    assert stored(draft) == "Hers"
    his.get_by_role("button", name="Save the draft").click()
    assert stored(draft) == "His"


def test_who_signs_out_by_hand_leaves_no_words_on_the_device(open_for, draft, ines, address):
    page = open_for(ines, address)
    page.route("**/answer/", lambda route: route.abort())
    motivation(page).fill("Not for the next person here")
    soon(page, lambda: page.evaluate("Object.keys(localStorage).length") == 1)

    page.unroute("**/answer/")
    page.goto("/desk/")
    page.locator("details.menu > summary").locator("visible=true").first.click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/desk/" not in url)

    assert page.evaluate("Object.keys(localStorage)") == []


def test_handing_in_leads_to_the_receipt_which_says_when_its_paper_is_there(open_for, draft, ines):
    page = open_for(ines, reverse("hubs:revise_expression_step", args=[draft.pk, "check"]))

    page.get_by_role("link", name="Submit", exact=True).click()
    page.get_by_role("button", name="Submit", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Receipt for submission 1")
    expect(page.get_by_role("link", name="Receipt as PDF")).to_be_visible()
    submission = draft.submissions.get()
    expect(page.get_by_text(submission.digest)).to_be_visible()
    assert submission.is_printed


def test_the_receipts_page_opens_anew_as_soon_as_the_paper_is_there(open_for, draft, ines):
    submission = submit_expression(draft, by=ines)
    type(submission).objects.update(status="queued")
    page = open_for(ines, submission.get_absolute_url())
    expect(page.get_by_text("The PDF is being printed; it takes a few seconds.")).to_be_visible()

    type(submission).objects.update(status="printed")

    expect(page.get_by_text("The PDF is being printed; it takes a few seconds.")).to_be_hidden(timeout=10_000)
