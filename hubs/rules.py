"""Who may do what in the selection and pairing, and when."""

import rules

from hubs.models import Assignment, Membership, MembershipRole, Pairing
from hubs.states import (
    ASSIGNMENT,
    CALL,
    CONSENSUS,
    EVALUATION,
    EXPRESSION,
    HUB,
    INVITATION,
    PAIRING,
    REDRESS,
    SCENARIO,
    TWINNING,
    AssignmentStatus,
    CallStatus,
    ExpressionStatus,
    PartnerAnswer,
    TwinningStatus,
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
def belongs_to_its_hub(user, record):
    return belongs_to(user, record.hub)


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
def is_published(user, call):
    return call.status == CallStatus.PUBLISHED


@rules.predicate
def is_over(user, call):
    return call.is_over


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


@rules.predicate
def is_final(user, assignment):
    """Its hub can change it no more."""
    expression = assignment.expression
    return expression.status == ExpressionStatus.SUBMITTED and not expression.is_open


@rules.predicate
def still_undecided(user, evaluation):
    return is_final(user, evaluation.assignment)


@rules.predicate
def still_open(user, consensus):
    return is_final(user, consensus)


@rules.predicate
def is_rapporteur(user, consensus):
    return user.is_authenticated and consensus.rapporteur_id == user.pk


@rules.predicate
def is_asked_in(user, call):
    """Asked to read an application of this call."""
    asked = Assignment.objects.filter(reviewer=user.pk, expression__call=call)
    return is_reviewer(user) and asked.exclude(status=AssignmentStatus.DISMISSED).exists()


@rules.predicate
def is_the_reviewer(user, assignment):
    return assignment.reviewer_id == user.pk


@rules.predicate
def is_its_reviewer(user, evaluation):
    return evaluation.assignment.reviewer_id == user.pk


@rules.predicate
def manages_the_hub_of(user, redress):
    return manages(user, redress.expression.hub)


@rules.predicate
def is_in_time(user, pairing):
    return pairing.is_in_time


@rules.predicate
def answers_for_a_partner(user, pairing):
    """Manages a hub of the pairing that has not answered yet."""
    return user.is_authenticated and pairing.partners.asked_of(user).exists()


@rules.predicate
def works_on(user, pairing):
    """Of the office, and with no interest in one of its hubs."""
    return Pairing.objects.worked_on_by(user).filter(pk=pairing.pk).exists()


@rules.predicate
def works_on_its_pairing(user, partner):
    return works_on(user, partner.pairing)


@rules.predicate
def still_asked(user, partner):
    stands = PAIRING.allows(partner.pairing, "confirm")
    return stands and partner.status == PartnerAnswer.ASKED


@rules.predicate
def has_left(user, repair):
    return repair.expression.status == ExpressionStatus.WITHDRAWN


@rules.predicate
def is_asked_now(user, pulse):
    """The latest of a twinning that runs."""
    return pulse.is_latest and pulse.twinning.status == TwinningStatus.RUNNING


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
rules.add_perm("hubs.release_call", works_in_office & may(CALL, "release") & is_over)
rules.add_perm("hubs.archive_call", works_in_office & may(CALL, "archive"))
rules.add_perm("hubs.extend_call", works_in_office & is_published)
rules.add_perm("hubs.give_late_entry", works_in_office & is_published)
rules.add_perm("hubs.cancel_late_entry", works_in_office)
rules.add_perm("hubs.enter_late_entry", is_signed_in & is_published & is_over)
rules.add_perm("hubs.see_ranking", works_in_office)

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

rules.add_perm("hubs.assign_reviewer", works_in_office)
rules.add_perm("hubs.accept_assignment", is_the_reviewer & may(ASSIGNMENT, "accept") & is_final)
rules.add_perm("hubs.recuse_assignment", is_the_reviewer & may(ASSIGNMENT, "recuse"))
rules.add_perm("hubs.dismiss_assignment", works_in_office & may(ASSIGNMENT, "dismiss"))
rules.add_perm("hubs.declare_interest", works_in_office)
rules.add_perm("hubs.declare_call", works_in_office | is_asked_in)
rules.add_perm("hubs.name_partners", is_reviewer)
rules.add_perm("hubs.invite_reviewer", works_in_office)
rules.add_perm("hubs.assign_reviewers", works_in_office)
rules.add_perm("hubs.name_rapporteur", works_in_office)
rules.add_perm("hubs.see_agreement", works_in_office)
rules.add_perm("hubs.revise_consensus", is_rapporteur & still_open & may(CONSENSUS, "revise"))
rules.add_perm("hubs.agree_consensus", is_rapporteur & still_open & may(CONSENSUS, "agree"))
rules.add_perm("hubs.reopen_consensus", is_rapporteur & still_open & may(CONSENSUS, "reopen"))
rules.add_perm("hubs.answer_consensus", is_rapporteur)
rules.add_perm("hubs.revise_evaluation", is_its_reviewer & still_undecided & may(EVALUATION, "revise"))
rules.add_perm("hubs.submit_evaluation", is_its_reviewer & still_undecided & may(EVALUATION, "submit"))
rules.add_perm("hubs.reopen_evaluation", is_its_reviewer & still_undecided & may(EVALUATION, "reopen"))
# Whether what they type is still taken is for the operation to say, so that nothing typed is lost.
rules.add_perm("hubs.answer_evaluation", is_its_reviewer)
rules.add_perm("hubs.see_reviews", is_reviewer)
rules.add_perm("hubs.decide_expression", works_in_office)
rules.add_perm("hubs.propose_decisions", works_in_office & may(CALL, "release"))

rules.add_perm("hubs.order_reserve", works_in_office & may(CALL, "release"))
rules.add_perm("hubs.import_scores", works_in_office & may(CALL, "release"))
rules.add_perm("hubs.ask_for_dossier", works_in_office)
rules.add_perm("hubs.replace_expression", works_in_office & may(EXPRESSION, "replace"))
rules.add_perm("hubs.file_redress", manages_its_hub)
rules.add_perm("hubs.uphold_redress", works_in_office & may(REDRESS, "uphold"))
rules.add_perm("hubs.reject_redress", works_in_office & may(REDRESS, "reject"))
rules.add_perm("hubs.withdraw_redress", manages_the_hub_of & may(REDRESS, "withdraw"))

rules.add_perm("hubs.revise_pairing_rules", works_in_office)
rules.add_perm("hubs.make_scenario", works_in_office)
rules.add_perm("hubs.rename_scenario", works_in_office)
rules.add_perm("hubs.revise_scenario", works_in_office)
rules.add_perm("hubs.undo_scenario", works_in_office)
rules.add_perm("hubs.redo_scenario", works_in_office)
rules.add_perm("hubs.solve_scenario", works_in_office)
rules.add_perm("hubs.publish_scenario", works_in_office & may(SCENARIO, "publish"))
rules.add_perm("hubs.discard_scenario", works_in_office & may(SCENARIO, "discard"))
rules.add_perm("hubs.propose_pairing", works_in_office)
rules.add_perm("hubs.accept_pairing", may(PAIRING, "accept") & is_in_time & answers_for_a_partner)
rules.add_perm("hubs.refuse_pairing", may(PAIRING, "refuse") & is_in_time & answers_for_a_partner)
rules.add_perm("hubs.record_answer", still_asked & works_on_its_pairing)
rules.add_perm("hubs.extend_pairing", may(PAIRING, "extend") & works_on)
rules.add_perm("hubs.drop_pairing", may(PAIRING, "drop") & works_on)
rules.add_perm("hubs.end_twinning", works_in_office & may(TWINNING, "end"))
rules.add_perm("hubs.ask_for_reasons", is_signed_in)
rules.add_perm("hubs.see_reasons", works_in_office)
rules.add_perm("hubs.see_drill", works_in_office)
rules.add_perm("hubs.carry_out_repair", works_in_office & has_left)
rules.add_perm("hubs.answer_pulse", writes_for_its_hub & is_asked_now)
rules.add_perm("hubs.reply_to_pulse", works_in_office)
rules.add_perm("hubs.see_pulses", works_in_office)
