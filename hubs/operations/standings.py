"""Where expressions stand in the ranking: computed when something changes, never when it is read."""

from decimal import Decimal

from hubs.models import Evaluation, Expression, Score, Standing
from hubs.scoring import Measure, Result, score
from hubs.states import CallStatus, ExpressionStatus


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
    standing = _locked_standing(expression)
    result = _result(expression)
    standing.region_id = expression.hub.region_id
    standing.evaluations = result.evaluations
    standing.total = result.total
    standing.passed = result.passed
    standing.marks = {code: str(average) for code, average in result.averages.items()}
    standing.key = result.key
    standing.save()


def _locked_standing(expression: Expression) -> Standing:
    """Locked before the evaluations are read: of two that change at once, the second sees both."""
    Standing.objects.get_or_create(
        expression=expression,
        defaults={"call_id": expression.call_id, "region_id": expression.hub.region_id},
    )
    return Standing.objects.select_for_update().get(expression=expression)


def _result(expression: Expression) -> Result:
    criteria = expression.call.criteria.all()
    measures = [Measure(one.code, one.weight, one.threshold) for one in criteria]
    marks: dict[int, dict[str, Decimal]] = {}
    counting = Evaluation.objects.submitted().filter(assignment__expression=expression)
    for evaluation, code, mark in Score.objects.filter(evaluation__in=counting).values_list(
        "evaluation_id", "criterion__code", "mark"
    ):
        marks.setdefault(evaluation, {})[code] = mark
    return score(list(marks.values()), measures, expression.call.threshold)
