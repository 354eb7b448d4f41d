"""Hubs that have worked together before the programme: said by one of them, weighed by pairing."""

from django.db import transaction
from django.utils.translation import gettext as _

from hubs.models import EarlierContact, Hub
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def name_earlier_contact(hub: Hub, *, other: Hub, by: User) -> bool:
    """Note that the hub has worked with another one; False where that was noted before."""
    if hub.pk == other.pk:
        raise Refused(_("A hub cannot name itself."))
    _contact, is_new = EarlierContact.objects.get_or_create(hub=hub, other=other)
    if is_new:
        leave_trace(hub, "name_earlier_contact", by=by, other=other.pk)
    return is_new


@transaction.atomic
def forget_earlier_contact(contact: EarlierContact, *, by: User) -> None:
    """Take it back. Scenarios that there are keep what they were made with."""
    leave_trace(contact.hub, "forget_earlier_contact", by=by, other=contact.other_id)
    contact.delete()
