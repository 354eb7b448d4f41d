"""Evaluations as they were handed in: one by itself, those of others beside it, and all side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hubs.blind.naming import names_of_reviewers
from hubs.evaluation.agreement import Spread, spread
from hubs.evaluation.scoring import figure
from hubs.models import Consensus, ConsensusScore, Criterion, Evaluation, Expression, Score
from twinning.core.figures import spoken
from twinning.core.prose import paragraphs

ABSTAINED, NONE = "∅", "–"


@dataclass(frozen=True)
class Given:
    """What one reviewer handed in, as texts."""

    pk: int
    who: str
    scores: list[dict[str, Any]]
    comment: str
    comment_to_hub: str
    submitted_at: Any


@dataclass(frozen=True)
class Line:
    """One criterion across all layers: each reviewer's mark, how far they differ, what was agreed on."""

    name: str
    marks: list[str]
    spread: dict[str, str] | None
    agreed: str
    comment_to_hub: str


def given_by(evaluation: Evaluation, user: Any) -> Given:
    """One evaluation, under the name that this reader may know."""
    return _given(evaluation, names_of_reviewers([evaluation], user)[evaluation.pk])


def others_beside(evaluation: Evaluation, user: Any) -> list[Given]:
    """Those of the same application that this reader may see, without the one given."""
    found = evaluations_of(evaluation.assignment.expression, user)
    names = names_of_reviewers(found, user)
    return [_given(one, names[one.pk]) for one in found if one.pk != evaluation.pk]


def evaluations_of(expression: Expression, user: Any) -> list[Evaluation]:
    """All that are handed in and that this reader may see, in an order that tells nothing."""
    seen = Evaluation.objects.visible_to(user).submitted().filter(assignment__expression=expression)
    rows = seen.select_related("assignment__reviewer", "assignment__expression__call")
    return list(rows.prefetch_related("scores__criterion").order_by("pk"))


def _given(evaluation: Evaluation, who: str) -> Given:
    return Given(
        evaluation.pk,
        who,
        [_score(score) for score in evaluation.scores.all()],
        paragraphs(evaluation.comment),
        paragraphs(evaluation.comment_to_hub),
        evaluation.submitted_at,
    )


def _score(score: Score) -> dict[str, Any]:
    return {
        "name": score.criterion.name,
        "mark": mark_in_words(score),
        "abstained": score.abstained,
        "most": spoken(figure(score.criterion.maximum)),
        "comment": paragraphs(score.comment),
        "comment_to_hub": paragraphs(score.comment_to_hub),
    }


def mark_in_words(score: Score) -> str:
    if score.abstained:
        return ABSTAINED
    return NONE if score.mark is None else spoken(figure(score.mark))


def side_by_side(
    expression: Expression, evaluations: Sequence[Evaluation], consensus: Consensus | None
) -> list[Line]:
    """The table of all marks: a row for each criterion, a column for each reviewer, then the consensus."""
    agreed = _agreed(consensus)
    scores = [{score.criterion_id: score for score in one.scores.all()} for one in evaluations]
    return [
        _line(criterion, scores, agreed.get(criterion.pk)) for criterion in expression.call.criteria.all()
    ]


def _agreed(consensus: Consensus | None) -> dict[int, ConsensusScore]:
    return {score.criterion_id: score for score in consensus.scores.all()} if consensus else {}


def _line(criterion: Criterion, scores: Sequence[dict[int, Score]], agreed: ConsensusScore | None) -> Line:
    theirs = [one.get(criterion.pk) or Score() for one in scores]
    marks = [score.mark for score in theirs if score.mark is not None]
    return Line(
        name=criterion.name,
        marks=[mark_in_words(score) for score in theirs],
        spread=_in_words(spread(marks)),
        agreed=NONE if agreed is None or agreed.mark is None else spoken(figure(agreed.mark)),
        comment_to_hub=paragraphs(agreed.comment_to_hub) if agreed else "",
    )


def _in_words(one: Spread | None) -> dict[str, str] | None:
    if one is None:
        return None
    hundredth = Decimal("0.01")
    return {
        "mean": spoken(one.mean.quantize(hundredth)),
        "range": spoken(figure(one.range)),
        "deviation": spoken(one.deviation.quantize(hundredth)),
    }
