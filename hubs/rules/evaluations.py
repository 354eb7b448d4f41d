"""Who may do what in the evaluation, and when."""

import rules

from hubs.models import Assignment
from hubs.states import ASSIGNMENT, CALL, CONSENSUS, EVALUATION, AssignmentStatus, ExpressionStatus
from twinning.accounts.rules import is_reviewer, works_in_office
from twinning.core.lifecycle import may


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
rules.add_perm("hubs.import_scores", works_in_office & may(CALL, "release"))
