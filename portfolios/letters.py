"""All that this app ever writes to people."""

from typing import Any

from django.urls import reverse

from portfolios.models import Portfolio
from twinning.core.letters import letter, link


def _about(pk: int) -> dict[str, Any]:
    portfolio = Portfolio.objects.select_related("hub", "edition").get(pk=pk)
    return {
        "portfolio": portfolio,
        "hub": portfolio.hub,
        "note": portfolio.note,
        "working_copy": link(portfolio.get_absolute_url()),
    }


@letter("portfolios.portfolio_opened")
def portfolio_opened(about: int) -> dict[str, Any]:
    """To the hub: it may now describe its services."""
    return _about(about)


@letter("portfolios.portfolio_submitted")
def portfolio_submitted(about: int) -> dict[str, Any]:
    """To the office: a portfolio waits to be read."""
    context = _about(about)
    review = reverse("portfolios:review", kwargs={"slug": context["portfolio"].slug})
    return context | {"review": link(review)}


@letter("portfolios.portfolio_published")
def portfolio_published(about: int) -> dict[str, Any]:
    """To the hub: the public can read it."""
    context = _about(about)
    return context | {"address": link(context["portfolio"].public_url)}


@letter("portfolios.portfolio_returned")
def portfolio_returned(about: int) -> dict[str, Any]:
    """To the hub: something is to be changed, and why."""
    return _about(about)


@letter("portfolios.portfolio_withdrawn")
def portfolio_withdrawn(about: int) -> dict[str, Any]:
    """To the hub: the public cannot read it any more, and why."""
    return _about(about)
