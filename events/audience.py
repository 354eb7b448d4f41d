"""Whom an event is for: who may register."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from events.models import Audience, Event
from hubs.models import Expression, Membership, Partner
from hubs.states import ExpressionStatus, TwinningStatus
from twinning.accounts.models import OFFICE, User


def people_of_programme() -> QuerySet[User]:
    """Everybody in a hub that is selected or twinned, and the office."""
    selected = Expression.objects.filter(status=ExpressionStatus.SELECTED).values("hub")
    twinned = Partner.objects.filter(twinning__status=TwinningStatus.RUNNING).values("hub")
    members = Membership.objects.filter(Q(hub__in=selected) | Q(hub__in=twinned)).values("user")
    return User.objects.filter(Q(pk__in=members) | Q(role__in=OFFICE), is_active=True)


def is_invited(user: Any, event: Event) -> bool:
    """Whether the event is for this person; it may be over or not yet published all the same."""
    return event.audience in audiences_of(user)


def audiences_of(user: Any) -> list[str]:
    """The audiences that the person belongs to."""
    if not (user.is_authenticated and user.is_active):
        return []
    if user.works_in_office or _takes_part(user):
        return [Audience.PARTICIPANTS.value, Audience.EVERYBODY.value]
    return [Audience.EVERYBODY.value]


def _takes_part(user: User) -> bool:
    """As `people_of_programme` says, asked of one person's hubs alone."""
    here = {"hub": OuterRef("hub")}
    selected = Expression.objects.filter(**here, status=ExpressionStatus.SELECTED)
    twinned = Partner.objects.filter(**here, twinning__status=TwinningStatus.RUNNING)
    theirs = Membership.objects.filter(user=user)
    return theirs.filter(Q(Exists(selected.order_by())) | Q(Exists(twinned.order_by()))).exists()
