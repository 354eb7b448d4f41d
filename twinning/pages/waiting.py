"""All that waits for a person, from every app, the nearest deadline first."""

from actionplans import waiting as plans
from events import waiting as events
from hubs.waiting import hubs
from portfolios import waiting as portfolios
from twinning.accounts.models import User
from twinning.core.waiting import Waiting, in_order, told

TELLERS = (hubs, plans, events, portfolios)


def waiting_for(user: User) -> list[Waiting]:
    """Each app tells its own."""
    return in_order(list(told(sort for app in TELLERS for sort in app.sorts(user))))
