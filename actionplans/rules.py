"""Who may do what with a plan, and when. The admin asks without a record, and is told no."""

import rules

from actionplans.states import ACTIVITY, PLAN, PlanStatus
from hubs.models import Membership, MembershipRole
from hubs.states import TwinningStatus
from twinning.core.lifecycle import may


def memberships_of(user, plan):
    """The person's memberships in the hubs of the plan."""
    if plan is None or not user.is_authenticated:
        return Membership.objects.none()
    return Membership.objects.filter(user=user, hub__twinnings=plan.twinning_id)


@rules.predicate
def writes_for_a_partner(user, plan):
    return memberships_of(user, plan).writers().exists()


@rules.predicate
def manages_a_partner(user, plan):
    return memberships_of(user, plan).filter(role=MembershipRole.MANAGER).exists()


@rules.predicate
def manages_an_unsigned_partner(user, plan):
    managed = memberships_of(user, plan).filter(role=MembershipRole.MANAGER)
    return managed.filter(hub__in=plan.unsigned_hubs()).exists() if plan else False


@rules.predicate
def twinning_runs(user, plan):
    return plan is not None and plan.twinning.status == TwinningStatus.RUNNING


@rules.predicate
def is_being_written(user, plan):
    return PLAN.allows(plan, "revise")


@rules.predicate
def is_not_being_signed(user, plan):
    return plan.status != PlanStatus.PROPOSED


def of_its_plan(predicate):
    """The same question, asked of the plan that a section or an activity belongs to."""

    @rules.predicate(f"{predicate.name}_of_its_plan")
    def asked_of_the_plan(user, part):
        return part is not None and predicate(user, part.plan)

    return asked_of_the_plan


writes = writes_for_a_partner & twinning_runs
manages = manages_a_partner & twinning_runs
may_write = writes & is_being_written
may_report = writes & is_not_being_signed

# `write_plan` is asked of what was typed while the plan moved on: the operation then refuses with
# a sentence, and the text is not lost.
rules.add_perm("actionplans.write_plan", writes_for_a_partner)
rules.add_perm("actionplans.report_on_plan", may_report)
rules.add_perm("actionplans.propose_plan", writes & may(PLAN, "propose"))
rules.add_perm("actionplans.sign_plan", twinning_runs & may(PLAN, "sign") & manages_an_unsigned_partner)
rules.add_perm("actionplans.reopen_plan", manages & may(PLAN, "reopen"))

rules.add_perm("actionplans.revise_section", of_its_plan(may_write))
rules.add_perm("actionplans.add_activity", may_write)
rules.add_perm("actionplans.revise_activity", of_its_plan(may_write) & may(ACTIVITY, "revise"))
rules.add_perm("actionplans.remove_activity", of_its_plan(may_write) & may(ACTIVITY, "remove"))
rules.add_perm("actionplans.complete_activity", of_its_plan(may_report) & may(ACTIVITY, "complete"))
rules.add_perm("actionplans.resume_activity", of_its_plan(may_report) & may(ACTIVITY, "resume"))
