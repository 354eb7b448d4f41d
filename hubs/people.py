"""Who speaks for hubs: everybody whom letters about them reach."""

from typing import Any

from django.db.models import QuerySet

from hubs.models import (
    Declaration,
    EarlierPartner,
    Expression,
    Membership,
    MembershipRole,
    Pairing,
    Reviewer,
)
from twinning.accounts.models import User


def people_of(hubs: Any) -> QuerySet[User]:
    """The active people of these hubs (records, keys, or a query of either), each once."""
    return User.objects.filter(is_active=True, pk__in=Membership.objects.filter(hub__in=hubs).values("user"))


def managers_of(hub: int) -> QuerySet[User]:
    """The active people who may answer for a hub."""
    managing = Membership.objects.filter(hub=hub, role=MembershipRole.MANAGER)
    return User.objects.filter(is_active=True, pk__in=managing.values("user"))


def writers_of(expression: Expression) -> QuerySet[User]:
    """Who may write the application for its hub."""
    writers = Membership.objects.writers().filter(hub=expression.hub_id)
    return User.objects.filter(pk__in=writers.values("user"), is_active=True)


def officers_for(expression: Expression) -> QuerySet[User]:
    """The office, without those who have an interest in this application: nothing is written to them."""
    officers = User.objects.office()
    for close in (
        Declaration.objects.filter(expression=expression, conflict=True).order_by().values("user"),
        Membership.objects.filter(hub=expression.hub_id).values("user"),
        EarlierPartner.objects.filter(hub=expression.hub_id).values("reviewer"),
        Reviewer.objects.filter(organisation_hubs=expression.hub_id).values("user"),
    ):
        officers = officers.exclude(pk__in=close)
    return officers


def officers_of(pairing: Pairing) -> QuerySet[User]:
    """The office, without those who have an interest in one of these hubs."""
    officers = User.objects.office()
    for expression in pairing.expressions.all():
        officers = officers.filter(pk__in=officers_for(expression).values("pk"))
    return officers
