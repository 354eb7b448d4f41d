"""Who may do what about decisions, and when."""

import rules

from hubs.rules.hubs import manages, manages_its_hub
from hubs.states import CALL, EXPRESSION, REDRESS
from twinning.accounts.rules import works_in_office
from twinning.core.lifecycle import may


@rules.predicate
def manages_the_hub_of(user, redress):
    return manages(user, redress.expression.hub)


rules.add_perm("hubs.see_ranking", works_in_office)
rules.add_perm("hubs.decide_expression", works_in_office)
rules.add_perm("hubs.propose_decisions", works_in_office & may(CALL, "release"))
rules.add_perm("hubs.order_reserve", works_in_office & may(CALL, "release"))
rules.add_perm("hubs.ask_for_dossier", works_in_office)
rules.add_perm("hubs.replace_expression", works_in_office & may(EXPRESSION, "replace"))
rules.add_perm("hubs.file_redress", manages_its_hub)
rules.add_perm("hubs.uphold_redress", works_in_office & may(REDRESS, "uphold"))
rules.add_perm("hubs.reject_redress", works_in_office & may(REDRESS, "reject"))
rules.add_perm("hubs.withdraw_redress", manages_the_hub_of & may(REDRESS, "withdraw"))
