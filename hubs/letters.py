"""All that the hubs app writes to people."""

from typing import Any

from django.urls import reverse

from hubs.models import Assignment, Expression, Hub, Invitation, Twinning
from twinning.accounts.models import User
from twinning.core.letters import letter, link


@letter("hubs.invitation")
def invitation(about: int) -> dict[str, Any]:
    """To a colleague; whoever has no account yet is led to make one first."""
    invited = Invitation.objects.select_related("hub", "invited_by").get(pk=about)
    door = invited.get_absolute_url()
    has_account = User.objects.filter(email__iexact=invited.email).exists()
    if not has_account:
        door = f"{reverse('account_signup')}?next={door}"
    return {"invitation": invited, "has_account": has_account, "door": link(door)}


@letter("hubs.hub_registered")
def hub_registered(about: int) -> dict[str, Any]:
    """To the office: somebody has registered a hub, which waits to be listed."""
    hub = Hub.objects.select_related("region").get(pk=about)
    return {"hub": hub, "door": link(hub.get_absolute_url())}


@letter("hubs.expression_received")
def expression_received(about: int) -> dict[str, Any]:
    """The receipt, to each of the hub's people."""
    return _about_expression(about)


@letter("hubs.expression_withdrawn")
def expression_withdrawn(about: int) -> dict[str, Any]:
    """To the office: a hub has left the race."""
    return _about_expression(about)


@letter("hubs.decision_released")
def decision_released(about: int) -> dict[str, Any]:
    """To each of the hub's people: what was decided."""
    context = _about_expression(about)
    return context | {"outcome": context["expression"].decision.outcome}


def _about_expression(about: int) -> dict[str, Any]:
    expression = Expression.objects.select_related("hub", "call", "decision").get(pk=about)
    return {
        "expression": expression,
        "hub": expression.hub,
        "call": expression.call,
        "door": link(expression.get_absolute_url()),
    }


@letter("hubs.reviewer_assigned")
def reviewer_assigned(about: int) -> dict[str, Any]:
    """To a reviewer: an application to declare on. Of the hub it tells no more than the page does."""
    assignment = Assignment.objects.select_related("expression__hub", "expression__call").get(pk=about)
    hub = assignment.expression.hub
    return {
        "hub": hub.name,
        "country": hub.country.name,
        "call": assignment.expression.call,
        "door": link(assignment.get_absolute_url()),
    }


@letter("hubs.twinning_formed")
def twinning_formed(about: int) -> dict[str, Any]:
    """To everybody in the hubs of a new twinning."""
    return _about_twinning(about)


@letter("hubs.twinning_ended")
def twinning_ended(about: int) -> dict[str, Any]:
    """To everybody in the hubs of a twinning that the office has ended."""
    return _about_twinning(about)


def _about_twinning(about: int) -> dict[str, Any]:
    twinning = Twinning.objects.with_hubs().get(pk=about)
    return {
        "names": str(twinning),
        "partners": list(twinning.partners.all()),
        "door": link(twinning.get_absolute_url()),
    }
