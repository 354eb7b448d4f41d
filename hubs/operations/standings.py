"""Where expressions stand in the ranking: computed when something changes, never when it is read."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from hubs.evaluation.scoring import Grid, Measure, Result, Sums, from_hundredths, score_sums
from hubs.models import (
    Call,
    Criterion,
    Expression,
    Ineligibility,
    Source,
    Standing,
    Weighting,
)
from hubs.operations.tallying import tallies
from hubs.states import CallStatus, ExpressionStatus
from twinning.core.bulk import write_rows

COMPUTED = ["evaluations", "source", "total", "weighted", "passed", "marks", "spread", "widest", "key"]


def grid_of(call: Call, criteria: Sequence[Criterion] | None = None) -> Grid:
    """The call's rules, as scoring knows them."""
    return Grid(
        tuple(
            Measure(one.code, one.weight, one.threshold)
            for one in (call.criteria.all() if criteria is None else criteria)
        ),
        threshold=call.threshold,
        weights_in_total=call.weighting == Weighting.TOTAL,
        tie_break=tuple(call.tie_break),
    )


def refresh_standing(expression: Expression) -> None:
    """Compute the standing anew, in the transaction of what changed it.

    Only while the call is undecided: what was decided upon stays as it was. An application that is
    not in the race, or not eligible, has no standing.
    """
    expression.refresh_from_db(fields=["status"])
    if expression.call.status != CallStatus.PUBLISHED:
        return
    declined = Ineligibility.objects.filter(expression=expression).exists()
    if declined or expression.status != ExpressionStatus.SUBMITTED:
        Standing.objects.filter(expression=expression).delete()
        return
    Standing.objects.get_or_create(
        expression=expression,
        defaults={"call_id": expression.call_id, "region_id": expression.hub.region_id},
    )
    _compute(expression.call, Standing.objects.filter(expression=expression), expression=expression)


@transaction.atomic(savepoint=False)
def refresh_standings(call: Call) -> None:
    """Compute all standings of a call anew: its thresholds or weights have changed.

    In the transaction of what changed it, or in one of its own.
    """
    if call.status == CallStatus.PUBLISHED:
        _compute(call, Standing.objects.filter(call=call))


def _compute(call: Call, chosen: QuerySet[Standing], *, expression: Expression | None = None) -> None:
    """The rows are locked before evaluations are read: of two that change at once, the second sees both."""
    standings = list(chosen.select_for_update().order_by("pk").values_list("pk", "expression_id"))
    criteria = list(call.criteria.all())
    grid, codes = grid_of(call, criteria), {one.pk: one.code for one in criteria}
    given, agreed, evaluations = tallies(
        {"expression": expression} if expression else {"expression__call": call}
    )
    rows = []
    for pk, about in standings:
        marks, joint = given.get(about, {}), agreed.get(about)
        spread = {codes[of]: most - least for of, (_sum, _count, least, most) in marks.items()}
        if joint is None:
            source = Source.MEAN
            sums: Sums = {codes[of]: figures[:2] for of, figures in marks.items()}
        else:
            source = Source.CONSENSUS
            sums = {codes[of]: (mark, 1) for of, mark in joint.items()}
        rows.append((pk, *_columns(score_sums(sums, evaluations.get(about, 0), grid), source, spread)))
    write_rows(Standing, COMPUTED, rows)


def _columns(result: Result, source: Source, spread: dict[str, int]) -> list[Any]:
    return [
        result.evaluations,
        source.value,
        result.total,
        result.weighted,
        result.passed,
        {code: str(average) for code, average in result.averages.items()},
        {code: str(from_hundredths(apart)) for code, apart in spread.items()},
        from_hundredths(max(spread.values(), default=0)),
        result.key,
    ]
