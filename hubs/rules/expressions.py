"""Who may do what with an expression of interest, and when."""

import rules

from hubs.models import Membership
from hubs.rules.hubs import belongs_to_its_hub, manages_its_hub, writes_for, writes_for_its_hub
from hubs.states import EXPRESSION, CallStatus, ExpressionStatus
from twinning.accounts.rules import is_signed_in, works_in_office
from twinning.core.lifecycle import may


@rules.predicate
def call_is_open(user, expression):
    return expression.call.is_open_for(expression.hub_id)


@rules.predicate
def is_open(user, call):
    return call.is_open or came_late(user, call)


def came_late(user, call):
    """Whether a hub that the person writes for has been let in after the deadline."""
    if not user.is_authenticated or call.status != CallStatus.PUBLISHED:
        return False
    theirs = Membership.objects.filter(user=user).writers().values("hub")
    return call.late_entries.holding().filter(hub__in=theirs).exists()


@rules.predicate
def is_undecided(user, expression):
    in_race = expression.status == ExpressionStatus.SUBMITTED
    return in_race and expression.call.status == CallStatus.PUBLISHED


@rules.predicate
def writes_for_the_asked(user, clarification):
    return writes_for(user, clarification.expression.hub)


@rules.predicate
def is_asked(user, clarification):
    return clarification.is_open


rules.add_perm("hubs.start_expression", is_signed_in & is_open)
# Whether what they type is still taken is for the operation to say, so that nothing typed is lost.
rules.add_perm("hubs.answer_expression", writes_for_its_hub)
rules.add_perm("hubs.revise_expression", may(EXPRESSION, "revise") & writes_for_its_hub & call_is_open)
rules.add_perm("hubs.see_receipt", belongs_to_its_hub | works_in_office)
rules.add_perm("hubs.submit_expression", may(EXPRESSION, "submit") & manages_its_hub & call_is_open)
rules.add_perm("hubs.reopen_expression", may(EXPRESSION, "reopen") & manages_its_hub & call_is_open)
rules.add_perm("hubs.withdraw_expression", may(EXPRESSION, "withdraw") & manages_its_hub)
rules.add_perm("hubs.resume_expression", may(EXPRESSION, "resume") & manages_its_hub & call_is_open)
rules.add_perm("hubs.check_eligibility", works_in_office & is_undecided)
rules.add_perm("hubs.ask_clarification", works_in_office & is_undecided)
rules.add_perm("hubs.decline_ineligible", works_in_office & is_undecided)
rules.add_perm("hubs.admit_expression", works_in_office & is_undecided)
rules.add_perm("hubs.answer_clarification", writes_for_the_asked & is_asked)
