"""Who may do it at all. Pages ask the same and more; operations ask again where a page's mistake would let a
stranger write for a hub, judge an application, or decide.
"""

from django.utils.translation import gettext as _

from hubs.models import Membership, MembershipRole
from twinning.accounts.models import Role, User
from twinning.core.errors import Refused


def refuse_unless_office(by: User | None) -> None:
    """`None` is a command or the clock: whoever runs these has the whole of the machine."""
    if by is not None and not by.works_in_office:
        raise Refused(_("Only the programme's office does this."))


def refuse_unless_writer(hub: int, by: User) -> None:
    """Contributors and managers write for a hub; viewers look on."""
    if not Membership.objects.writers().filter(hub=hub, user=by).exists():
        raise Refused(_("Only those who write for the hub do this."))


def refuse_unless_manager(hub: int, by: User) -> None:
    """What binds the hub is its managers' to do."""
    if not Membership.objects.filter(hub=hub, user=by, role=MembershipRole.MANAGER).exists():
        raise Refused(_("Only the hub's managers do this."))


def refuse_unless_reviewer(reviewer: int, by: User) -> None:
    """Marks are given by the person who was asked, as long as they are a reviewer."""
    if reviewer != by.pk or by.role != Role.REVIEWER:
        raise Refused(_("Only the reviewer who was asked does this."))
