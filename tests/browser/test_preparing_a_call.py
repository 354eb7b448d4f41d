"""A call is prepared with the keyboard: whoever adds a row goes on in it, and numbers stay as typed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]


@pytest.fixture
def page(open_for, carla):
    return open_for(carla, reverse("admin:hubs_call_add"))


def test_whoever_adds_a_row_goes_on_in_its_first_field(page):
    page.locator("#questions-group summary").press("Enter")

    page.get_by_role("button", name="Add another Question").press("Enter")

    expect(page.locator('[name="questions-1-code"]')).to_be_focused()


def test_a_comma_that_is_typed_is_not_swallowed_by_the_browser(page):
    field = page.locator('[name="threshold"]')
    field.fill("")

    field.press_sequentially("10,5")

    expect(field).to_have_value("10,5")
