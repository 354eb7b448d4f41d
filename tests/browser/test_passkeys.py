"""A passkey opens the account without a password; where it cannot, the page says so in words."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def person(browser, server, ines):
    """Ines, with a device that holds keys: at an address with a name, which they are bound to."""
    context = browser.new_context(base_url=server.url.replace("127.0.0.1", "localhost"), locale="en-GB")
    context.set_default_timeout(30_000)
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield page
    context.close()


def sign_in(page: Page, email: str, at: str = "") -> None:
    page.goto(f"{at}/accounts/login/")
    page.locator('[name="login"]').fill(email)
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")


def add_key(page: Page, at: str = "") -> None:
    """A new key is a matter for whoever knows the password, even in an open session."""
    page.goto(f"{at}/accounts/2fa/webauthn/add/")
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator("main form button").first.click()
    page.locator('[name="name"]').fill("My laptop")
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add").click()


def test_a_passkey_signs_in_without_a_password(person, ines):
    sign_in(person, ines.email)
    add_key(person)
    expect(person.locator("body")).to_contain_text("Security key added.")
    person.context.clear_cookies(name="sessionid")

    person.goto("/accounts/login/")
    person.get_by_role("button", name="Sign in with a passkey").click()

    person.wait_for_url("**/desk/")
    expect(person.locator("h1")).to_contain_text("Ines")


def test_where_an_address_has_no_name_the_page_says_that_passkeys_need_one(person, server, ines):
    said = []
    person.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    sign_in(person, ines.email, at=server.url)
    add_key(person, at=server.url)

    expect(person.get_by_role("alert")).to_contain_text("they need one with a name, such as localhost")
    assert said == []


def test_a_key_that_is_not_used_leaves_the_other_ways_in(person):
    """This device holds none of ours."""
    person.goto("/accounts/login/", wait_until="networkidle")
    person.get_by_role("button", name="Sign in with a passkey").click()

    expect(person.get_by_role("alert")).to_contain_text("The key was not used.")
    expect(person.get_by_role("link", name="Send me a code by e-mail")).to_be_visible()
