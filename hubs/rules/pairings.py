"""Who may do what in pairing hubs, and when."""

import rules

from hubs.models import Pairing
from hubs.states import PAIRING, SCENARIO, ExpressionStatus, PartnerAnswer
from twinning.accounts.rules import is_signed_in, works_in_office
from twinning.core.lifecycle import may


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
rules.add_perm("hubs.ask_for_reasons", is_signed_in)
rules.add_perm("hubs.see_reasons", works_in_office)
rules.add_perm("hubs.see_drill", works_in_office)
rules.add_perm("hubs.carry_out_repair", works_in_office & has_left)
