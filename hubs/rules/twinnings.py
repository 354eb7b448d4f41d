"""Who may do what with a twinning while it runs."""

import rules

from hubs.rules.hubs import writes_for_its_hub
from hubs.states import TWINNING, TwinningStatus
from twinning.accounts.rules import works_in_office
from twinning.core.lifecycle import may


@rules.predicate
def is_asked_now(user, pulse):
    """The latest of a twinning that runs."""
    return pulse.is_latest and pulse.twinning.status == TwinningStatus.RUNNING


rules.add_perm("hubs.end_twinning", works_in_office & may(TWINNING, "end"))
rules.add_perm("hubs.answer_pulse", writes_for_its_hub & is_asked_now)
rules.add_perm("hubs.reply_to_pulse", works_in_office)
rules.add_perm("hubs.see_pulses", works_in_office)
