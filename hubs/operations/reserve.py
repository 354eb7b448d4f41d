"""The reserve of each region: its order, and who comes in where."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hubs.models import Call, Decision, Expression, Outcome
from hubs.models.conflict import conflicted_with
from hubs.operations.entitled import refuse_unless_office
from hubs.states import CallStatus, ExpressionStatus
from twinning.accounts.models import User
from twinning.core.bulk import write_rows
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


def refuse_unless_deciding(call: Call) -> None:
    """As the call is stored now, and until this is through: nobody releases it in between."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    if call.status != CallStatus.PUBLISHED:
        raise Refused(_("The decisions of this call are not open."))
    if not call.is_over:
        raise Refused(_("This call is still open: decide when it has closed."))


@transaction.atomic
def order_reserve(call: Call, *, region: int, order: Sequence[int], reason: str, by: User) -> None:
    """Put the reserve of a region into this order of expressions, with a reason."""
    refuse_unless_office(by)
    refuse_unless_deciding(call)
    before = list(_reserve(call, region).values_list("expression_id", flat=True))
    if sorted(order) != sorted(before):
        raise Refused(_("The reserve has changed since you opened this page. Look at it again."))
    if list(order) == before:
        return
    if not reason.strip():
        raise Refused(_("Give the reason for another order."), field="reason")
    if Expression.objects.filter(pk__in=before).filter(pk__in=conflicted_with(by)).exists():
        raise Refused(_("An application of this reserve is hidden from you: somebody else has to order it."))
    put_reserve(call, order)
    leave_trace(
        call, "order_reserve", by=by, region=region, before=before, after=list(order), reason=reason.strip()
    )


def _reserve(call: Call, region: int) -> Any:
    in_race = {"expression__call": call, "expression__status": ExpressionStatus.SUBMITTED}
    return Decision.objects.filter(**in_race, expression__hub__region=region).in_reserve()


def in_order_of_ranking(call: Call, region: int) -> list[int]:
    """The reserve of a region as the ranking has it."""
    reserve = _reserve(call, region).order_by("-expression__standing__key", "expression_id")
    return list(reserve.values_list("expression_id", flat=True))


def with_its_place(expression: Expression) -> list[int]:
    """The reserve of its region, with this one before the first that stands lower in the ranking."""
    rows = _reserve(expression.call, expression.hub.region_id).values_list(
        "expression_id", "expression__standing__key"
    )
    keys = {one: key or "" for one, key in rows}
    own = keys.pop(expression.pk, None)
    order = list(keys)
    if own is not None:
        lower = [place for place, one in enumerate(order) if keys[one] < own]
        order.insert(lower[0] if lower else len(order), expression.pk)
    return order


def put_reserve(call: Call, order: Sequence[int]) -> None:
    """Number them from one; whoever is no longer in reserve has no place there."""
    Decision.objects.filter(expression__call=call, position__isnull=False).exclude(
        outcome=Outcome.RESERVE
    ).update(position=None)
    ids = dict(Decision.objects.filter(expression__in=order).values_list("expression_id", "pk"))
    write_rows(Decision, ["position"], [(ids[one], place) for place, one in enumerate(order, start=1)])
