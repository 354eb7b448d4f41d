"""What this app does when something happens below it, in the same transaction."""

from typing import Any

from django.dispatch import receiver

from hubs.models import Call, Hub
from hubs.signals import decisions_released
from hubs.states import ExpressionStatus
from portfolios.operations.portfolios import open_portfolio
from twinning.accounts.models import User


@receiver(decisions_released, dispatch_uid="portfolios.open_for_the_selected")
def open_for_the_selected(sender: Any, *, call: Call, by: User | None, **_more: Any) -> None:
    """Each selected hub gets a portfolio to fill, unless it has one from an earlier call."""
    selected = Hub.objects.filter(
        expressions__call=call, expressions__status=ExpressionStatus.SELECTED, portfolio=None
    )
    for hub in selected.distinct():
        open_portfolio(hub, by=by)
