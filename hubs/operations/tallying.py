"""The marks that count, added up by the database, for one application or for a whole call."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, Count, F, Max, Min, Sum
from django.db.models.functions import Cast, Round

from hubs.models import (
    ConsensusScore,
    Evaluation,
    Score,
)
from hubs.scoring import hundredths
from hubs.states import ConsensusStatus

Given = dict[str, tuple[int, int, int, int]]  # in hundredths: the sum, their number, the lowest, the highest


def _counting(narrowed: dict[str, Any]) -> Any:
    of_assignment = {f"assignment__{path}": value for path, value in narrowed.items()}
    return Evaluation.objects.submitted().filter(**of_assignment)


def counts(narrowed: dict[str, Any]) -> dict[int, int]:
    """How many evaluations of each application count."""
    rows = _counting(narrowed).order_by().values_list("assignment__expression_id")
    return dict(rows.annotate(number=Count("pk")))


def _whole(figure: Any) -> Any:
    """In hundredths, as a whole number, whatever the database reckons in."""
    return Cast(Round(figure * 100), BigIntegerField())


def marks(narrowed: dict[str, Any]) -> dict[int, Given]:
    """The individual marks that count, added up by expression and criterion; the database adds."""
    scores = Score.objects.filter(evaluation__in=_counting(narrowed), mark__isnull=False, abstained=False)
    rows = (
        scores.order_by()
        .values_list(F("evaluation__assignment__expression_id"), F("criterion__code"))
        .annotate(
            sum=_whole(Sum("mark")),
            number=Count("mark"),
            least=_whole(Min("mark")),
            most=_whole(Max("mark")),
        )
    )
    return _by_expression((about, code, tuple(figures)) for about, code, *figures in rows)


def consensus(narrowed: dict[str, Any]) -> dict[int, dict[str, int]]:
    """The marks agreed on, for each expression that has a consensus."""
    paths = {f"consensus__{path}": value for path, value in narrowed.items()}
    agreed = ConsensusScore.objects.filter(
        **paths, consensus__status=ConsensusStatus.AGREED, mark__isnull=False
    )
    rows = agreed.order_by().values_list("consensus__expression_id", "criterion__code", "mark")
    return _by_expression((about, code, hundredths(mark)) for about, code, mark in rows if mark is not None)


def _by_expression(rows: Iterable[tuple[int, str, Any]]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for about, code, value in rows:
        found.setdefault(about, {})[code] = value
    return found
