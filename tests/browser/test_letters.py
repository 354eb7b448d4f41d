"""Letters on a telephone: all of it is read without moving it sideways."""

from email import message_from_string
from email.policy import default

import pytest
from django.core import mail

from twinning.core.letters import Words, send

pytestmark = [pytest.mark.django_db, pytest.mark.journey, pytest.mark.xdist_group("browser")]

DIGEST = "0123456789abcdef" * 4
ADDRESS = "https://twinning-of-hubs.programme.example/pt/expressions/31/revise/questions/"


@pytest.mark.parametrize("width", [320, 360, 640])
def test_no_address_and_no_digest_makes_a_letter_wider_than_the_window(browser, width):
    send(
        Words("We have it", f"Your receipt:\n\n{ADDRESS}\n\nIts digest: {DIGEST}\n", "en"),
        to="ines@eu.example",
        reference="1",
    )
    letter = message_from_string(mail.outbox[-1].message().as_string(), policy=default)
    page = browser.new_page(viewport={"width": width, "height": 700})

    page.set_content(letter.get_body(("html",)).get_content())

    assert DIGEST in page.inner_text("body")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
