"""What this app adds to a hub's page."""

from typing import Any

from django.urls import reverse

from hubs.extras import Extra, hub_extra
from hubs.models import Hub
from hubs.states import HubStatus
from portfolios.models import Listing, Portfolio
from twinning.core.web import permitted


@hub_extra
def portfolio_of(hub: Hub, user: Any) -> Extra | None:
    """The public portfolio for everybody; the working copy for those who may see it; a way to open one."""
    offer: dict[str, Any] = {"public_url": "", "working_copy": "", "open_url": ""}
    for slug, services in _listed(hub):
        public = reverse("portfolios:portfolio", kwargs={"slug": slug})
        offer |= {"public_url": public, "services": services}
    if user.is_authenticated:
        offer |= _working_copy(hub, user)
    return Extra("portfolios/_of_hub.html", offer) if any(offer.values()) else None


def _listed(hub: Hub) -> Any:
    """The public of a hub that is not listed reads nothing of it."""
    if hub.status != HubStatus.LISTED:
        return ()
    return Listing.objects.filter(hub=hub).order_by().values_list("slug", "services")


def _working_copy(hub: Hub, user: Any) -> dict[str, Any]:
    if working := Portfolio.objects.visible_to(user).filter(hub=hub).first():
        return {"working_copy": working.get_absolute_url(), "status": working.get_status_display()}
    if permitted(user, "portfolios.open_portfolio", hub):
        return {"open_url": reverse("portfolios:open_portfolio", kwargs={"slug": hub.slug})}
    return {}
