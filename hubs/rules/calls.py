"""Who may do what with a call, and when."""

import rules

from hubs.states import CALL, CallStatus
from twinning.accounts.rules import is_signed_in, works_in_office
from twinning.core.lifecycle import may


@rules.predicate
def is_published(user, call):
    return call.status == CallStatus.PUBLISHED


@rules.predicate
def is_over(user, call):
    return call.is_over


rules.add_perm("hubs.prepare_call", works_in_office)
rules.add_perm("hubs.revise_call", works_in_office)
rules.add_perm("hubs.publish_call", works_in_office & may(CALL, "publish"))
rules.add_perm("hubs.release_call", works_in_office & may(CALL, "release") & is_over)
rules.add_perm("hubs.archive_call", works_in_office & may(CALL, "archive"))
rules.add_perm("hubs.extend_call", works_in_office & is_published)
rules.add_perm("hubs.give_late_entry", works_in_office & is_published)
rules.add_perm("hubs.cancel_late_entry", works_in_office)
rules.add_perm("hubs.enter_late_entry", is_signed_in & is_published & is_over)
rules.add_perm("hubs.revise_pairing_rules", works_in_office)
