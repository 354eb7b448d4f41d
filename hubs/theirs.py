"""Which hubs are a person's own or near: for whom pages of hubs are the same as for everybody."""

from typing import Any

from django.db.models import Q

from hubs.mine import hubs_of
from hubs.models import Hub
from hubs.states import HubStatus
from twinning.accounts.models import Role, User
from twinning.core.keeping import until_change


def sees_listed_hubs_alone(user: User, **_address: Any) -> bool:
    """As the public does."""
    return not user.works_in_office and all(hub.status == HubStatus.LISTED for hub in hubs_of(user))


def has_no_part_in_it(user: User, *, slug: str) -> bool:
    """Neither in the hub nor in one twinned with it, and not trusted with what hubs wrote."""
    return user.role == Role.MEMBER and slug not in until_change(("near hubs", user.pk), lambda: _near(user))


def _near(user: User) -> frozenset[str]:
    """The short names of the person's hubs, and of all that these were ever twinned with."""
    theirs = Hub.objects.with_member(user)
    near = Q(pk__in=theirs.values("pk")) | Q(partnerships__twinning__partners__hub__in=theirs)
    return frozenset(Hub.objects.filter(near).values_list("slug", flat=True))
