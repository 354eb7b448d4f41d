"""Ten published portfolios: the hubs of the five twinnings, with their real services."""

from hubs.models import Hub
from portfolios.models import Portfolio
from portfolios.operations.portfolios import publish_portfolio, revise_portfolio, submit_portfolio
from twinning.accounts.models import User
from twinning.demo.applicants import PAIRS

WAITING = "smart-attica"  # not twinned; its portfolio waits for the office


def publish_portfolios(*, office: User, speakers: dict[str, User]) -> None:
    """Submit and publish those of the twinned hubs; leave one with the office."""
    for slug in [slug for pair in PAIRS for slug in pair]:
        publish_portfolio(hand_in(slug, speakers[slug]), by=office)
    hand_in(WAITING, speakers[WAITING])


def hand_in(slug: str, by: User) -> Portfolio:
    portfolio = Portfolio.objects.select_related("hub").get(hub=Hub.objects.get(slug=slug))
    revise_portfolio(portfolio, version=portfolio.version, by=by, intro=portfolio.hub.summary)
    submit_portfolio(portfolio, by=by)
    return portfolio
