"""Where expressions stand in the ranking: computed when something changes, never when it is read."""

from decimal import Decimal

from django.db.models import QuerySet

from hubs.models import Call, Evaluation, Expression, Score, Standing
from hubs.scoring import Measure, Result, score
from hubs.states import CallStatus, ExpressionStatus

COMPUTED = ["evaluations", "total", "passed", "marks", "key"]


def refresh_standing(expression: Expression) -> None:
    """Compute the standing anew, in the transaction of what changed it.

    Only while the call is undecided: what was decided upon stays as it was. An application that is
    not in the race has no standing.
    """
    expression.refresh_from_db(fields=["status"])
    if expression.call.status != CallStatus.PUBLISHED:
        return
    if expression.status != ExpressionStatus.SUBMITTED:
        Standing.objects.filter(expression=expression).delete()
        return
    Standing.objects.get_or_create(
        expression=expression,
        defaults={"call_id": expression.call_id, "region_id": expression.hub.region_id},
    )
    _compute(expression.call, Standing.objects.filter(expression=expression))


def refresh_standings(call: Call) -> None:
    """Compute all standings of a call anew: its thresholds or weights have changed."""
    if call.status == CallStatus.PUBLISHED:
        _compute(call, Standing.objects.filter(call=call))


def _compute(call: Call, chosen: QuerySet[Standing]) -> None:
    """The rows are locked before evaluations are read: of two that change at once, the second sees both."""
    standings = list(chosen.select_for_update())
    measures = [Measure(one.code, one.weight, one.threshold) for one in call.criteria.all()]
    marks = _marks(standings)
    changed = []
    for standing in standings:
        evaluations = list(marks.get(standing.expression_id, {}).values())
        if _put(standing, score(evaluations, measures, call.threshold)):
            changed.append(standing)
    Standing.objects.bulk_create(
        changed, batch_size=1000, update_conflicts=True, unique_fields=["expression"], update_fields=COMPUTED
    )


def _put(standing: Standing, result: Result) -> bool:
    """Whether it differs from what was known."""
    before = [getattr(standing, name) for name in COMPUTED]
    standing.evaluations = result.evaluations
    standing.total = result.total
    standing.passed = result.passed
    standing.marks = {code: str(average) for code, average in result.averages.items()}
    standing.key = result.key
    return before != [getattr(standing, name) for name in COMPUTED]


def _marks(standings: list[Standing]) -> dict[int, dict[int, dict[str, Decimal]]]:
    """Marks by expression, evaluation and criterion, of the evaluations that count."""
    counting = Evaluation.objects.submitted()
    if len(standings) == 1:
        counting = counting.filter(assignment__expression=standings[0].expression_id)
    elif standings:
        counting = counting.filter(assignment__expression__call=standings[0].call_id)
    rows = Score.objects.filter(evaluation__in=counting, mark__isnull=False).values_list(
        "evaluation__assignment__expression_id", "evaluation_id", "criterion__code", "mark"
    )
    found: dict[int, dict[int, dict[str, Decimal]]] = {}
    for expression, evaluation, code, mark in rows:
        found.setdefault(expression, {}).setdefault(evaluation, {})[code] = mark or Decimal(0)
    return found
