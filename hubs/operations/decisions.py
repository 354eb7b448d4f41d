"""Deciding who is selected; nobody outside the office sees it before the call is released."""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Call, Decision, Expression, Outcome, Standing
from hubs.scoring import proposal
from hubs.states import CallStatus, ExpressionStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def propose_decisions(call: Call, *, by: User) -> list[Decision]:
    """Decide by ranking and places: selected, then reserve in order, below a threshold not selected.

    Decisions made by hand stay and use up places. What the ranking alone cannot decide stays open:
    applications that nobody has evaluated, and a tie across the last place.
    """
    _refuse_unless_deciding(call)
    Decision.objects.filter(expression__call=call, reason="").delete()
    now = timezone.now()
    proposed = Decision.objects.bulk_create(
        Decision(expression_id=expression, outcome=outcome, decided_by=by, decided_at=now)
        for expression, outcome in _outcomes(call)
    )
    counted = Counter(str(decision.outcome) for decision in proposed)
    leave_trace(call, "propose_decisions", by=by, **counted)
    return proposed


def _refuse_unless_deciding(call: Call) -> None:
    """As the call is stored now, and until this is through: nobody releases it in between."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    if call.status != CallStatus.PUBLISHED:
        raise Refused(_("The decisions of this call are not open."))
    if not call.is_over:
        raise Refused(_("This call is still open: decide when it has closed."))


def _outcomes(call: Call) -> Iterator[tuple[int, str]]:
    """Each expression that the ranking decides upon, with its outcome."""
    by_hand = Decision.objects.filter(expression__call=call, expression__status=ExpressionStatus.SUBMITTED)
    taken = Counter(
        by_hand.filter(outcome=Outcome.SELECTED).values_list("expression__hub__region_id", flat=True)
    )
    places = dict(call.places.values_list("region_id", "number"))
    rest = Standing.objects.filter(call=call, evaluations__gt=0).exclude(
        expression__in=by_hand.values("expression")
    )
    ranked: dict[int, list[tuple[int, str, bool]]] = {}
    rows = rest.best_first().values_list("region_id", "expression_id", "key", "passed")
    for region, expression, key, passed in rows:
        ranked.setdefault(region, []).append((expression, key, passed))
    for region, standings in ranked.items():
        left = max(0, places.get(region, 0) - taken[region])
        outcomes = proposal([(key, passed) for _expression, key, passed in standings], left)
        yield from (
            (expression, outcome)
            for (expression, _key, _passed), outcome in zip(standings, outcomes, strict=True)
            if outcome
        )


@transaction.atomic
def decide_expression(expression: Expression, *, outcome: str, reason: str, by: User) -> Decision:
    """Decide by hand, with a reason; it takes effect with the release of all decisions."""
    _refuse_unless_deciding(expression.call)
    if not Expression.objects.filter(pk=expression.pk, status=ExpressionStatus.SUBMITTED).exists():
        raise Refused(_("This application is not in the race."))
    if outcome not in Outcome.values:
        raise Refused(_("There is no such outcome."), field="outcome")
    if not reason.strip():
        raise Refused(_("Give the reason for your decision."), field="reason")
    _refuse_below_threshold(expression, outcome)
    decision, _is_new = Decision.objects.update_or_create(
        expression=expression,
        defaults={
            "outcome": outcome,
            "reason": reason.strip(),
            "decided_by": by,
            "decided_at": timezone.now(),
        },
    )
    leave_trace(expression, "decide", by=by, outcome=outcome, reason=reason.strip())
    return decision


def _refuse_below_threshold(expression: Expression, outcome: str) -> None:
    failed = Standing.objects.filter(expression=expression, passed=False, evaluations__gt=0).exists()
    if failed and outcome != Outcome.NOT_SELECTED:
        raise Refused(_("This application is below a threshold: it cannot be selected."), field="outcome")
