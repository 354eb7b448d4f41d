"""What the hub and the office read about portfolios."""

import pytest
from django.utils import translation

from portfolios.operations.portfolios import return_portfolio, withdraw_portfolio
from tests.factories import join, make_user
from twinning.accounts.models import Letter
from twinning.core.letters import put_into_words


def words(kind, portfolio, reader, language="en"):
    with translation.override("en"):
        return put_into_words(
            f"portfolios.{kind}", portfolio.pk, language=language, time_zone="UTC", reader=reader
        )


@pytest.mark.parametrize(
    ("kind", "subject", "address"),
    [
        ("portfolio_opened", "The service portfolio of Atlantic Hub is open", "edit/"),
        ("portfolio_submitted", "To review: the service portfolio of Atlantic Hub", "review/"),
        ("portfolio_published", "Published: the service portfolio of Atlantic Hub", ""),
    ],
)
def test_letters_lead_to_the_right_page(public, ines, kind, subject, address):
    letter = words(kind, public, ines)

    assert letter.subject == subject
    assert f"\nhttp://testserver{public.public_url}{address}\n" in letter.text


def test_the_reason_stands_in_the_letter(in_review, ines, carla):
    return_portfolio(in_review, reason="Prices & places, please.", by=carla)

    assert "\nPrices & places, please.\n" in words("portfolio_returned", in_review, ines).text


def test_a_withdrawal_says_why(public, ines, carla):
    withdraw_portfolio(public, reason="The hub has closed.", by=carla)

    assert "\nThe hub has closed.\n" in words("portfolio_withdrawn", public, ines).text


def test_links_lead_to_the_readers_language(public, ines):
    assert f"http://testserver/pt{public.public_url}" in words("portfolio_published", public, ines, "pt").text


def test_whose_account_is_closed_gets_no_letter(in_review, ines_hub, ines, carla):
    gone = make_user("Gone", is_active=False)
    join(ines_hub, gone)

    return_portfolio(in_review, reason="Prices, please.", by=carla)

    returned = Letter.objects.filter(kind="portfolios.portfolio_returned")
    assert [letter.recipient for letter in returned] == [ines]
