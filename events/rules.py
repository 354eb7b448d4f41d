"""Who may do what with events, and when."""

import rules

from events.audience import is_invited as belongs_to_audience
from events.models import Event
from events.states import ATTENDANCE, EVENT
from twinning.accounts.rules import is_signed_in, works_in_office
from twinning.core.lifecycle import may


@rules.predicate
def is_invited(user, event):
    return belongs_to_audience(user, event)


@rules.predicate
def is_to_come(user, event):
    """The page of an attendance asks as well, for its buttons: that one is registered already."""
    return isinstance(event, Event) and event.is_to_come


@rules.predicate
def is_not_over(user, event):
    return not event.is_over


@rules.predicate
def is_their_own(user, attendance):
    return attendance.user_id == user.pk


@rules.predicate
def its_event_is_to_come(user, attendance):
    return attendance.event.is_to_come


rules.add_perm("events.announce_event", works_in_office)
rules.add_perm("events.revise_event", works_in_office & (may(EVENT, "revise") | may(EVENT, "amend")))
rules.add_perm("events.publish_event", works_in_office & may(EVENT, "publish"))
rules.add_perm("events.cancel_event", works_in_office & is_not_over & may(EVENT, "cancel"))

rules.add_perm("events.register_attendance", is_signed_in & is_to_come & is_invited)
rules.add_perm("events.cancel_attendance", is_their_own & its_event_is_to_come & may(ATTENDANCE, "cancel"))
