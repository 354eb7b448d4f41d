"""The marks that count, added up by the database, for one application or for a whole call."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, Count, F, IntegerField, Max, Min, Sum, Value
from django.db.models.functions import Cast, Round

from hubs.models import ConsensusScore, Evaluation, Score
from hubs.states import ConsensusStatus

Given = dict[int, tuple[int, int, int, int]]  # in hundredths: the sum, their number, the lowest, the highest
GIVEN, AGREED, COUNTED = range(3)


class Tallies(NamedTuple):
    """By application: its marks by criterion, the marks agreed on where there is a consensus, and how
    many evaluations count. Criteria are known by their keys.
    """

    given: dict[int, Given]
    agreed: dict[int, dict[int, int]]
    evaluations: dict[int, int]


def tallies(narrowed: dict[str, Any]) -> Tallies:
    """All of it in one statement: what the three parts say belongs to the same moment."""
    found = Tallies({}, {}, {})
    given, agreed, evaluations = found
    rows = _given(narrowed).union(_agreed(narrowed), _counted(narrowed), all=True)
    for what, about, criterion, total, number, least, most in _plain(rows):
        if what == GIVEN:
            given.setdefault(about, {})[criterion] = (total, number, least, most)
        elif what == AGREED:
            agreed.setdefault(about, {})[criterion] = total
        else:
            evaluations[about] = number
    return found


def _plain(rows: Any) -> Iterable[tuple[int, ...]]:
    """As the database gives them: they are whole numbers already, and there are many."""
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        found: list[tuple[int, ...]] = cursor.fetchall()
    return found


def _given(narrowed: dict[str, Any]) -> Any:
    """The individual marks that count."""
    scores = Score.objects.counting(**narrowed).filter(mark__isnull=False, abstained=False)
    about, criterion = F("evaluation__assignment__expression_id"), F("criterion_id")
    return _rows(
        scores,
        GIVEN,
        about,
        criterion,
        _whole(Sum("mark")),
        Count("mark"),
        _whole(Min("mark")),
        _whole(Max("mark")),
    )


def _agreed(narrowed: dict[str, Any]) -> Any:
    """The marks of consensuses."""
    paths = {f"consensus__{path}": value for path, value in narrowed.items()}
    scores = ConsensusScore.objects.filter(
        **paths, consensus__status=ConsensusStatus.AGREED, mark__isnull=False
    )
    about, criterion = F("consensus__expression_id"), F("criterion_id")
    return _rows(scores, AGREED, about, criterion, _whole(F("mark")), _number(1), _number(0), _number(0))


def _counted(narrowed: dict[str, Any]) -> Any:
    about = F("assignment__expression_id")
    evaluations = Evaluation.objects.submitted().filter(
        **{f"assignment__{path}": value for path, value in narrowed.items()}
    )
    return _rows(evaluations, COUNTED, about, _number(0), _number(0), Count("pk"), _number(0), _number(0))


def _rows(records: Any, what: int, about: Any, criterion: Any, *figures: Any) -> Any:
    """One row for each application and criterion."""
    keys = (
        records.order_by()
        .annotate(what=Value(what, output_field=IntegerField()), about=about, of=criterion)
        .values("what", "about", "of")
    )
    named = dict(zip(("sum", "number", "least", "most"), figures, strict=True))
    return keys.annotate(**named).values_list("what", "about", "of", *named)


def _number(value: int) -> Any:
    return Value(value, output_field=BigIntegerField())


def _whole(figure: Any) -> Any:
    """In hundredths, as a whole number, whatever the database reckons in."""
    return Cast(Round(figure * 100), BigIntegerField())
