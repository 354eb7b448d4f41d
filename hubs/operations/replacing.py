"""A selected hub has withdrawn: its place goes to the next in the reserve of its region."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hubs.models import Call, Decision, Expression, Outcome, Replacement
from hubs.operations.conflicts import refuse_conflicted
from hubs.operations.entitled import refuse_unless_office
from hubs.people import people_of
from hubs.signals import decisions_released
from hubs.states import EXPRESSION, CallStatus, ExpressionStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@dataclass(frozen=True)
class FreePlace:
    """The application that left its place, and who is next for it; None when the reserve is empty."""

    left: Expression
    next: Expression | None


def free_places(call: Call) -> Iterator[FreePlace]:
    """The places that selected hubs have left and nobody has taken, each with the next in its reserve."""
    had_a_place = Q(decision__outcome=Outcome.SELECTED) | Q(replaces__isnull=False)
    left = Expression.objects.filter(
        had_a_place,
        call=call,
        status=ExpressionStatus.WITHDRAWN,
        decision__released_at__isnull=False,
        replaced_by=None,
    )
    waiting: dict[int, list[Expression]] = {}
    for expression in left.select_related("hub").order_by("pk"):
        region = expression.hub.region_id
        if region not in waiting:
            waiting[region] = list(reserve_of(call, region))
        yield FreePlace(expression, waiting[region].pop(0) if waiting[region] else None)


def reserve_of(call: Call, region: int) -> Iterator[Expression]:
    """Those that still wait in the reserve of a region, in its order."""
    decisions = Decision.objects.filter(
        expression__call=call,
        expression__hub__region=region,
        expression__status=ExpressionStatus.RESERVE,
        released_at__isnull=False,
    )
    for decision in decisions.in_reserve().select_related("expression__hub", "expression__call"):
        yield decision.expression


@transaction.atomic
def replace_expression(
    expression: Expression, *, left: Expression | None = None, reason: str = "", by: User
) -> Replacement:
    """Give a free place (that of `left`, else the first) to this application from the reserve; out of
    turn only with a reason.

    The panel's decision stays as it was taken: the replacement is a record of its own.
    """
    refuse_unless_office(by)
    call = Call.objects.select_for_update().get(pk=expression.call_id)
    refuse_conflicted(expression, by)
    if call.status != CallStatus.RELEASED:
        raise Refused(_("Places are given from the reserve once the decisions are released."))
    here = [one for one in free_places(call) if one.left.hub.region_id == expression.hub.region_id]
    here = [one for one in here if left in (None, one.left)]
    if not here:
        raise Refused(_("No place of this region is free."))
    in_turn = next(reserve_of(call, expression.hub.region_id), None)
    if in_turn and in_turn != expression and not reason.strip():
        sentence = _("%(hub)s is next in the reserve: give the reason for another choice.")
        raise Refused(sentence % {"hub": in_turn.hub}, field="reason")
    EXPRESSION.take(expression, "replace")
    made = Replacement.objects.create(left=here[0].left, joined=expression, reason=reason.strip(), by=by)
    told = {"left": made.left_id, "reason": made.reason, "given_at": made.at.isoformat()}
    leave_trace(expression, "replace", by=by, **told)
    for person in people_of([expression.hub_id]):
        write_letter("hubs.place_given", to=person, about=expression.pk)
    decisions_released.send(Call, call=call, by=by)
    return made
