"""Who may do what with portfolios, and when."""

import rules

from hubs.rules.hubs import manages_its_hub, writes_for_its_hub
from portfolios.states import EDITION, PORTFOLIO
from twinning.accounts.rules import works_in_office
from twinning.core.lifecycle import may


@rules.predicate
def is_public(user, portfolio):
    return portfolio.edition_id is not None


rules.add_perm("portfolios.open_portfolio", works_in_office)
# Who, whenever: an edit that comes too late is refused with the person's words kept on the page.
rules.add_perm("portfolios.write_portfolio", writes_for_its_hub | works_in_office)
rules.add_perm(
    "portfolios.revise_portfolio", (writes_for_its_hub | works_in_office) & may(PORTFOLIO, "revise")
)
rules.add_perm("portfolios.submit_portfolio", manages_its_hub & may(PORTFOLIO, "submit"))
rules.add_perm("portfolios.reopen_portfolio", manages_its_hub & may(PORTFOLIO, "reopen"))
rules.add_perm("portfolios.review_portfolio", works_in_office)
rules.add_perm("portfolios.publish_portfolio", works_in_office & may(PORTFOLIO, "publish"))
rules.add_perm("portfolios.return_portfolio", works_in_office & may(PORTFOLIO, "return"))
rules.add_perm(
    "portfolios.withdraw_portfolio",
    (manages_its_hub | works_in_office) & is_public & may(PORTFOLIO, "withdraw"),
)
rules.add_perm("portfolios.reprint_edition", works_in_office & may(EDITION, "reprint"))
