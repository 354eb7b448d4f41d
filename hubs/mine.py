"""A person's hubs, as most pages of theirs ask for them: read once, until anything changes."""

from typing import Any, NamedTuple

from hubs.models import Membership, MembershipRole
from hubs.models.hub import WRITERS
from twinning.core.keeping import until_change

COLUMNS = ("hub", "role", "hub__slug", "hub__name", "hub__status", "hub__region")


class Mine(NamedTuple):
    """A hub, and the person's part in it."""

    pk: int
    role: str
    slug: str
    name: str
    status: str
    region: int

    @property
    def writes(self) -> bool:
        return self.role in WRITERS

    @property
    def manages(self) -> bool:
        return self.role == MembershipRole.MANAGER


def hubs_of(user: Any) -> tuple[Mine, ...]:
    """By their names."""
    return until_change(("hubs of", user.pk), lambda: _read(user))


def _read(user: Any) -> tuple[Mine, ...]:
    theirs = Membership.objects.filter(user=user.pk).order_by("hub__name", "pk")
    return tuple(map(Mine._make, theirs.values_list(*COLUMNS)))


def written_by(user: Any) -> list[int]:
    """The keys of the hubs in whose name the person writes."""
    return [hub.pk for hub in hubs_of(user) if hub.writes]
