"""Who may do what with a hub and its people."""

import rules

from hubs.models import Membership, MembershipRole
from hubs.models.hub import WRITERS
from hubs.states import HUB, INVITATION
from twinning.accounts.rules import is_signed_in, works_in_office
from twinning.core.lifecycle import may


def role_in(user, hub):
    """The person's role in the hub, or None."""
    if not user.is_authenticated:
        return None
    return Membership.objects.filter(hub=hub, user=user).values_list("role", flat=True).first()


@rules.predicate
def manages(user, hub):
    return role_in(user, hub) == MembershipRole.MANAGER


@rules.predicate
def writes_for(user, hub):
    return role_in(user, hub) in WRITERS


@rules.predicate
def belongs_to(user, hub):
    return role_in(user, hub) is not None


@rules.predicate
def manages_its_hub(user, record):
    return manages(user, record.hub)


@rules.predicate
def writes_for_its_hub(user, record):
    return writes_for(user, record.hub)


@rules.predicate
def belongs_to_its_hub(user, record):
    return belongs_to(user, record.hub)


@rules.predicate
def is_invited(user, invitation):
    return user.is_authenticated and user.email.casefold() == invitation.email.casefold()


rules.add_perm("hubs.register_hub", is_signed_in)
rules.add_perm("hubs.describe_hub", manages | works_in_office)
rules.add_perm("hubs.list_hub", works_in_office & may(HUB, "list"))
rules.add_perm("hubs.hide_hub", works_in_office & may(HUB, "hide"))
rules.add_perm("hubs.see_members", belongs_to | works_in_office)
rules.add_perm("hubs.invite_colleague", manages | works_in_office)
rules.add_perm("hubs.change_membership", manages_its_hub | works_in_office)
rules.add_perm("hubs.remove_membership", manages_its_hub | works_in_office)
rules.add_perm("hubs.accept_invitation", is_invited & may(INVITATION, "accept"))
rules.add_perm(
    "hubs.withdraw_invitation",
    (manages_its_hub | works_in_office) & may(INVITATION, "withdraw"),
)
