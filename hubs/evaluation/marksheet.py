"""The sheet of marks as a page shows it: for each criterion its words, what marks mean, and its fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hubs.application.fields import FieldSpec
from hubs.application.writing import Row
from hubs.evaluation.scoring import figure, scale
from hubs.models import Consensus, ConsensusScore, Criterion, Evaluation, Score
from hubs.operations import consensus as agreeing
from hubs.operations import evaluations as marking
from hubs.operations.marking import ABSTAIN
from twinning.core.figures import spoken
from twinning.core.wording import mark

LONGEST_LIST = 101  # marks: beyond it a number is typed


@dataclass
class Block:
    """One criterion."""

    name: str
    guidance: str
    weight: str
    threshold: str
    meanings: list[tuple[str, str]]
    rows: list[Row]


@dataclass
class Sheet:
    """All fields of an evaluation or a consensus; `disputed` when other words were saved meanwhile."""

    record: Any
    blocks: list[Block] = field(default_factory=list)
    whole: list[Row] = field(default_factory=list)
    disputed: bool = False

    def rows(self) -> Iterator[Row]:
        for block in self.blocks:
            yield from block.rows
        yield from self.whole

    def put_faults(self, faults: Mapping[str, Any]) -> None:
        """Say beside its field what keeps the sheet from being handed in."""
        for row in self.rows():
            row.fault = str(faults.get(row.spec.code, ""))


def sheet_of_evaluation(evaluation: Evaluation) -> Sheet:
    """What a reviewer marks: two comments with each mark, one for the panel and one for the hub."""
    scores = {score.criterion_id: score for score in evaluation.scores.all()}
    sheet = Sheet(evaluation)
    for criterion in _criteria(evaluation.assignment.expression.call):
        score = scores.get(criterion.pk) or Score()
        values = {kind: marking.words_of(score, kind) for kind in ("mark", "words", "hub")}
        sheet.blocks.append(_block(sheet, criterion, values, may_abstain=True))
    sheet.whole = _whole(sheet)
    return sheet


def sheet_of_consensus(consensus: Consensus) -> Sheet:
    """What the rapporteur writes: one mark and one comment to the hub for each criterion."""
    scores = {score.criterion_id: score for score in consensus.scores.all()}
    sheet = Sheet(consensus)
    for criterion in _criteria(consensus.expression.call):
        score = scores.get(criterion.pk) or ConsensusScore()
        values = {kind: agreeing.words_of(score, kind) for kind in ("mark", "hub")}
        sheet.blocks.append(_block(sheet, criterion, values, may_abstain=False))
    sheet.whole = _whole(sheet)
    return sheet


def _criteria(call: Any) -> list[Criterion]:
    return list(call.criteria.prefetch_related("meanings"))


def _block(sheet: Sheet, criterion: Criterion, values: Mapping[str, str], *, may_abstain: bool) -> Block:
    meanings = meanings_of(criterion)
    specs = {kind: _spec(kind, criterion, may_abstain=may_abstain) for kind in values}
    return Block(
        name=criterion.name,
        guidance=criterion.guidance,
        weight=spoken(figure(criterion.weight)),
        threshold=spoken(figure(criterion.threshold)) if criterion.threshold else "",
        meanings=[(spoken(mark), words) for mark, words in meanings],
        rows=[_row(sheet, specs[kind], value) for kind, value in values.items()],
    )


def meanings_of(criterion: Criterion) -> list[tuple[str, str]]:
    """Marks with their meaning, the highest first."""
    rows = sorted(criterion.meanings.all(), key=lambda one: one.mark, reverse=True)
    return [(figure(one.mark), one.meaning) for one in rows]


def _spec(kind: str, criterion: Criterion, *, may_abstain: bool) -> FieldSpec:
    code = f"{kind}_{criterion.code}"
    if kind != "mark":
        label = _("Comment to the panel") if kind == "words" else _("Comment to the hub")
        return FieldSpec(code, "long", f"{label} – {criterion.name}", "marks", required=False)
    marks = scale(criterion.minimum, criterion.maximum, criterion.increment)
    label = _("Mark – %(criterion)s") % {"criterion": criterion.name}
    if len(marks) > LONGEST_LIST:
        return FieldSpec(code, "number", label, "marks", lowest=criterion.minimum, highest=criterion.maximum)
    meanings = dict(meanings_of(criterion))
    choices = [(figure(one), _in_words(figure(one), meanings)) for one in reversed(marks)]
    if may_abstain:
        choices.append((ABSTAIN, _("I abstain")))
    return FieldSpec(code, "select", label, "marks", choices=tuple(choices))


def _in_words(value: str, meanings: Mapping[str, str]) -> str:
    said = spoken(value)
    return f"{said} – {meanings[value]}" if value in meanings else said


def _whole(sheet: Sheet) -> list[Row]:
    """The comments on the whole."""
    labels = {
        "comment": _("Comment to the panel, on the whole"),
        "comment_to_hub": _("Comment to the hub, on the whole"),
    }
    return [
        _row(sheet, FieldSpec(code, "long", label, "marks", required=False), getattr(sheet.record, code))
        for code, label in labels.items()
    ]


def _row(sheet: Sheet, spec: FieldSpec, value: str) -> Row:
    value = spoken(value) if spec.kind == "number" else value
    return Row(spec, value, sheet.record.versions.get(spec.code, 0), mark(value))


@dataclass(frozen=True)
class Theirs:
    """What was saved elsewhere meanwhile."""

    value: str
    version: int
    saved_by: Any = None
    saved_at: Any = None
