"""What this app adds to a hub's page."""

from typing import Any

from django.urls import reverse

from hubs.extras import Extra, hub_extra
from hubs.models import Hub
from portfolios.models import Listing, Portfolio
from twinning.core.web import permitted


@hub_extra
def portfolio_of(hub: Hub, user: Any) -> Extra | None:
    """The public portfolio for everybody; the working copy for those who may see it; a way to open one."""
    offer: dict[str, Any] = {"public_url": "", "working_copy": "", "open_url": ""}
    if listing := Listing.objects.public().filter(hub=hub).first():
        public = reverse("portfolios:portfolio", kwargs={"slug": listing.slug})
        offer |= {"public_url": public, "services": listing.services}
    if working := Portfolio.objects.visible_to(user).filter(hub=hub).first():
        offer |= {"working_copy": working.get_absolute_url(), "status": working.get_status_display()}
    elif permitted(user, "portfolios.open_portfolio", hub):
        offer["open_url"] = reverse("portfolios:open_portfolio", kwargs={"slug": hub.slug})
    if not any(offer.values()):
        return None
    return Extra("portfolios/_of_hub.html", offer)
