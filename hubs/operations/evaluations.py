"""Marking an expression: saved as it is typed, counted once handed in."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.evaluation.scoring import figure
from hubs.models import Assignment, Call, Consensus, Evaluation, Score
from hubs.operations.conflicts import refuse_conflicted
from hubs.operations.entitled import refuse_unless_reviewer
from hubs.operations.evaluating import refuse_unless_under_evaluation, refuse_while_asked
from hubs.operations.marking import (
    ABSTAIN,
    WHOLE,
    as_stored,
    criterion_of,
    mark_of,
    next_version,
    refuse_too_long,
    save_each,
    split,
    tidy,
    was_traced_lately,
)
from hubs.operations.sealing import new_salts, seals_of_evaluation
from hubs.operations.standings import refresh_standing
from hubs.operations.submissions import hold_expression
from hubs.states import EVALUATION, AssignmentStatus, EvaluationStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused, Stale
from twinning.trail.operations import leave_trace

COLUMNS = {"words": "comment", "hub": "comment_to_hub"}


@transaction.atomic
def answer_evaluation(evaluation: Evaluation, field: str, value: str, opened: int, *, by: User) -> int:
    """Save one field unless other words were saved since version `opened`; the version it has now.

    The same words again change nothing: whoever heard no answer may simply ask once more.
    """
    value = as_stored(field, tidy(value))
    refuse_too_long(field, value)
    _refuse_unless_wanted(evaluation, by)
    EVALUATION.take(evaluation, "revise")
    stored = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    put = _Field(stored, field)
    version = next_version(stored, field, opened=opened, stored=put.value, value=value)
    if version is None:
        return stored.versions.get(field, 0)
    put.save(value)
    stored.versions[field] = version
    Evaluation.objects.filter(pk=stored.pk).update(versions=stored.versions, version=F("version") + 1)
    if not was_traced_lately(evaluation, by):
        leave_trace(evaluation, "revise", by=by)
    return version


def revise_evaluation(
    evaluation: Evaluation, *, answers: Mapping[str, str], by: User, opened: Mapping[str, int] | None = None
) -> dict[str, Stale]:
    """Save several fields; those in which other words were saved since `opened` are given back."""
    return save_each(evaluation, answers, opened, answer_evaluation, by=by)


class _Field:
    """One field of an evaluation, wherever it is stored: its words now, and how they are saved."""

    def __init__(self, evaluation: Evaluation, field: str) -> None:
        self.evaluation, self.kind = evaluation, split(field)[0]
        self.score: Score | None = None
        if self.kind in WHOLE:
            self.value = getattr(evaluation, self.kind)
            return
        if self.kind not in ("mark", *COLUMNS):
            raise Refused(_("There is no such field: “%(field)s”.") % {"field": field})
        criteria = {one.code: one for one in evaluation.assignment.expression.call.criteria.all()}
        criterion = criterion_of(criteria, split(field)[1])
        self.score, _is_new = Score.objects.get_or_create(evaluation=evaluation, criterion=criterion)
        self.value = words_of(self.score, self.kind)

    def save(self, value: str) -> None:
        if self.score is None:
            Evaluation.objects.filter(pk=self.evaluation.pk).update(**{self.kind: value})
            return
        changes: dict[str, Any] = {COLUMNS.get(self.kind, ""): value}
        if self.kind == "mark":
            changes = {"mark": mark_of(self.score.criterion, value), "abstained": value == ABSTAIN}
        Score.objects.filter(pk=self.score.pk).update(**changes)


def words_of(score: Score, kind: str) -> str:
    """A field of a score as it is typed."""
    if kind != "mark":
        return getattr(score, COLUMNS[kind])
    if score.abstained:
        return ABSTAIN
    return "" if score.mark is None else figure(score.mark)


def _refuse_unless_wanted(evaluation: Evaluation, by: User) -> None:
    assignment = Assignment.objects.select_related("expression__hub", "reviewer").get(
        pk=evaluation.assignment_id
    )
    refuse_unless_reviewer(assignment.reviewer_id, by)
    if assignment.status == AssignmentStatus.DISMISSED:
        raise Refused(_("The office has taken this application back from you."))
    if assignment.status != AssignmentStatus.ACCEPTED:
        raise Refused(_("A conflict of interest was declared for this application."))
    refuse_unless_under_evaluation(assignment.expression)
    refuse_conflicted(assignment.expression, assignment.reviewer)


@transaction.atomic
def submit_evaluation(evaluation: Evaluation, *, by: User) -> None:
    """Hand the marks in: from now on they count in the ranking, and the trail holds their seals.

    The application is held: marks come in before the decisions are released, or not at all.
    """
    expression = evaluation.assignment.expression
    hold_expression(expression)
    _refuse_unless_wanted(evaluation, by)
    refuse_while_asked(expression)
    if faults := dict(_faults(evaluation)):
        sentence = _("Something is still missing. What you gave is kept as a draft.")
        raise Refused(sentence, faults=faults)
    if not Score.objects.filter(evaluation=evaluation, mark__isnull=False).exists():
        raise Refused(_("You abstain from every criterion: tell the office that you cannot evaluate this."))
    EVALUATION.take(evaluation, "submit", submitted_at=timezone.now(), **new_salts())
    leave_trace(evaluation, "submit", by=by, **seals_of_evaluation(evaluation, of=expression, reviewer=by))
    refresh_standing(expression)


def _faults(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    """For each field that keeps it from being handed in, why."""
    call = evaluation.assignment.expression.call
    scores = {score.criterion_id: score for score in Score.objects.filter(evaluation=evaluation)}
    for criterion in call.criteria.all():
        score = scores.get(criterion.pk) or Score()
        if score.mark is None and not score.abstained:
            yield f"mark_{criterion.code}", _("Please give a mark, or abstain, before you submit.")
        if call.comments_required and not (score.comment or score.comment_to_hub):
            yield f"words_{criterion.code}", _("Please say why, to the panel or to the hub.")


@transaction.atomic
def reopen_evaluation(evaluation: Evaluation, *, by: User) -> None:
    """Take the marks back to work on them; until handed in again they do not count.

    Once others' marks could be read, or a consensus is agreed, an evaluation stays as it was given.
    """
    hold_expression(evaluation.assignment.expression)
    _refuse_unless_wanted(evaluation, by)
    _refuse_if_others_were_open(evaluation)
    EVALUATION.take(evaluation, "reopen", submitted_at=None)
    leave_trace(evaluation, "reopen", by=by)
    refresh_standing(evaluation.assignment.expression)


def _refuse_if_others_were_open(evaluation: Evaluation) -> None:
    expression = evaluation.assignment.expression
    consensus = Consensus.objects.filter(expression=expression)
    if consensus.agreed().exists():
        raise Refused(_("The reviewers have agreed on a consensus: what each of them gave stays as it is."))
    others = (
        Evaluation.objects.submitted().filter(assignment__expression=expression).exclude(pk=evaluation.pk)
    )
    if evaluation.amended_at:
        return  # what they marked reads differently now
    shares = Call.objects.filter(pk=expression.call_id, shares_reviews=True).exists()
    was_read = shares or consensus.filter(rapporteur=evaluation.assignment.reviewer).exists()
    if evaluation.status == EvaluationStatus.SUBMITTED and was_read and others.exists():
        sentence = _(
            "You could read the others' evaluations: yours stays as it was. Say it in the consensus."
        )
        raise Refused(sentence)
