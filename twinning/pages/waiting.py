"""All that waits for a person, from every app, the nearest deadline first."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from twinning.accounts.models import User
from twinning.core.waiting import Waiting, in_order

TELLERS: list[Callable[[User], list[Waiting]]] = [
    import_module(f"{app}.waiting").waiting_for
    for app in ("hubs", "events", "actionplans", "portfolios")
    if find_spec(f"{app}.waiting")
]


def waiting_for(user: User) -> list[Waiting]:
    """Each app tells its own."""
    return in_order([thing for tell in TELLERS for thing in tell(user)])
