"""Who may do what in the selection and pairing, and when."""

import rules

from hubs.models import Membership, MembershipRole
from hubs.states import (
    ASSIGNMENT,
    CALL,
    EVALUATION,
    EXPRESSION,
    HUB,
    INVITATION,
    PAIRING,
    TWINNING,
    ExpressionStatus,
)
from twinning.accounts.rules import is_reviewer, is_signed_in, works_in_office
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
    return role_in(user, hub) in (MembershipRole.MANAGER, MembershipRole.CONTRIBUTOR)


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
def is_invited(user, invitation):
    return user.is_authenticated and user.email.casefold() == invitation.email.casefold()


@rules.predicate
def call_is_open(user, expression):
    return expression.call.is_open


@rules.predicate
def is_open(user, call):
    return call.is_open


@rules.predicate
def still_undecided(user, evaluation):
    return evaluation.assignment.expression.status == ExpressionStatus.SUBMITTED


@rules.predicate
def is_the_reviewer(user, assignment):
    return assignment.reviewer_id == user.pk


@rules.predicate
def is_its_reviewer(user, evaluation):
    return evaluation.assignment.reviewer_id == user.pk


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

rules.add_perm("hubs.prepare_call", works_in_office)
rules.add_perm("hubs.revise_call", works_in_office)
rules.add_perm("hubs.publish_call", works_in_office & may(CALL, "publish"))
rules.add_perm("hubs.release_call", works_in_office & may(CALL, "release"))
rules.add_perm("hubs.archive_call", works_in_office & may(CALL, "archive"))
rules.add_perm("hubs.see_ranking", works_in_office)

rules.add_perm("hubs.start_expression", is_signed_in & is_open)
# Whether what they type is still taken is for the operation to say, so that nothing typed is lost.
rules.add_perm("hubs.answer_expression", writes_for_its_hub)
rules.add_perm("hubs.revise_expression", writes_for_its_hub & call_is_open & may(EXPRESSION, "revise"))
rules.add_perm("hubs.submit_expression", manages_its_hub & call_is_open & may(EXPRESSION, "submit"))
rules.add_perm("hubs.reopen_expression", manages_its_hub & call_is_open & may(EXPRESSION, "reopen"))
rules.add_perm("hubs.withdraw_expression", manages_its_hub & may(EXPRESSION, "withdraw"))
rules.add_perm("hubs.resume_expression", manages_its_hub & call_is_open & may(EXPRESSION, "resume"))

rules.add_perm("hubs.assign_reviewer", works_in_office)
rules.add_perm("hubs.accept_assignment", is_the_reviewer & may(ASSIGNMENT, "accept"))
rules.add_perm("hubs.recuse_assignment", is_the_reviewer & may(ASSIGNMENT, "recuse"))
rules.add_perm("hubs.revise_evaluation", is_its_reviewer & still_undecided & may(EVALUATION, "revise"))
rules.add_perm("hubs.submit_evaluation", is_its_reviewer & still_undecided & may(EVALUATION, "submit"))
rules.add_perm("hubs.reopen_evaluation", is_its_reviewer & still_undecided & may(EVALUATION, "reopen"))
# Whether what they type is still taken is for the operation to say, so that nothing typed is lost.
rules.add_perm("hubs.answer_evaluation", is_its_reviewer)
rules.add_perm("hubs.see_reviews", is_reviewer)
rules.add_perm("hubs.decide_expression", works_in_office)
rules.add_perm("hubs.propose_decisions", works_in_office & may(CALL, "release"))

rules.add_perm("hubs.propose_pairing", works_in_office)
rules.add_perm("hubs.confirm_pairing", works_in_office & may(PAIRING, "confirm"))
rules.add_perm("hubs.drop_pairing", works_in_office & may(PAIRING, "drop"))
rules.add_perm("hubs.end_twinning", works_in_office & may(TWINNING, "end"))
