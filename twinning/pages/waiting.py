"""All that waits for a person, from every app, the nearest deadline first."""

from actionplans.waiting import waiting_for as waiting_in_plans
from events.waiting import waiting_for as waiting_at_events
from hubs.waiting.hubs import waiting_for as waiting_in_hubs
from portfolios.waiting import waiting_for as waiting_in_portfolios
from twinning.accounts.models import User
from twinning.core.waiting import Waiting, in_order

TELLERS = (waiting_in_hubs, waiting_in_plans, waiting_at_events, waiting_in_portfolios)


def waiting_for(user: User) -> list[Waiting]:
    """Each app tells its own."""
    return in_order([thing for tell in TELLERS for thing in tell(user)])
