"""Ten published portfolios: the hubs of the five twinnings, with their real services."""

from datetime import datetime, timedelta

from hubs.models import Hub
from portfolios.models import Portfolio
from portfolios.operations.portfolios import publish_portfolio, revise_portfolio, submit_portfolio
from twinning.accounts.models import User
from twinning.demo.applicants import PAIRS
from twinning.demo.clock import happening

WAITING = "smart-attica"  # not twinned; its portfolio waits for the office


def publish_portfolios(now: datetime, *, office: User, speakers: dict[str, User]) -> None:
    """Submit and publish those of the twinned hubs over the last month; leave one with the office."""
    for number, slug in enumerate(slug for pair in PAIRS for slug in pair):
        with happening(now - timedelta(days=30 - 2 * number)):
            publish_portfolio(hand_in(slug, speakers[slug]), by=office)
    with happening(now - timedelta(days=2)):
        hand_in(WAITING, speakers[WAITING])


def hand_in(slug: str, by: User) -> Portfolio:
    portfolio = Portfolio.objects.select_related("hub").get(hub=Hub.objects.get(slug=slug))
    revise_portfolio(portfolio, version=portfolio.version, by=by, intro=portfolio.hub.summary)
    submit_portfolio(portfolio, by=by)
    return portfolio
