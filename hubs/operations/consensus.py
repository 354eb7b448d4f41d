"""The consensus of an application's reviewers: written by a rapporteur, beside their own evaluations."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.evaluation.scoring import figure
from hubs.models import Assignment, Consensus, ConsensusScore, Evaluation, Expression
from hubs.operations.conflicts import refuse_conflicted
from hubs.operations.entitled import refuse_unless_office
from hubs.operations.evaluating import refuse_unless_under_evaluation, refuse_while_asked
from hubs.operations.marking import (
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
from hubs.operations.sealing import new_salts, seals_of_consensus
from hubs.operations.standings import refresh_standing
from hubs.operations.submissions import hold_expression
from hubs.states import CONSENSUS, AssignmentStatus, EvaluationStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused, Stale
from twinning.trail.operations import leave_trace


@transaction.atomic
def name_rapporteur(expression: Expression, *, rapporteur: User, by: User) -> Consensus:
    """Ask one of the reviewers to write the consensus; until it is agreed another may be named."""
    refuse_unless_office(by)
    refuse_unless_under_evaluation(expression)
    refuse_conflicted(expression, by)
    asked = Assignment.objects.filter(expression=expression, reviewer=rapporteur)
    if not asked.filter(status=AssignmentStatus.ACCEPTED).exists():
        sentence = _("%(person)s is no reviewer of this application, or has not declared yet.")
        raise Refused(sentence % {"person": rapporteur}, field="rapporteur")
    consensus = _only_consensus(expression)
    if consensus.rapporteur_id == rapporteur.pk:
        return consensus
    CONSENSUS.take(consensus, "revise", rapporteur=rapporteur)
    told = {"rapporteur": rapporteur.pk, "expression": expression.pk}
    leave_trace(consensus, "name_rapporteur", by=by, **told)
    once = timezone.now().isoformat()  # who is named again hears of it again
    write_letter("hubs.rapporteur_named", to=rapporteur, about=consensus.pk, once=once)
    return consensus


def _only_consensus(expression: Expression) -> Consensus:
    """The one there is, or a new one with a row for each criterion."""
    consensus, is_new = Consensus.objects.get_or_create(expression=expression)
    if not is_new:
        return consensus
    ConsensusScore.objects.bulk_create(
        ConsensusScore(consensus=consensus, criterion=criterion)
        for criterion in expression.call.criteria.all()
    )
    return consensus


def _refuse_unless_rapporteur(consensus: Consensus, by: User) -> None:
    """Asked anew at each step: the rapporteur may have been replaced, or have found a conflict."""
    stored = Consensus.objects.get(pk=consensus.pk)
    if stored.rapporteur_id != by.pk:
        raise Refused(_("Only the rapporteur writes the consensus."))
    asked = Assignment.objects.filter(expression=stored.expression_id, reviewer=by)
    if not asked.filter(
        status=AssignmentStatus.ACCEPTED, evaluation__status=EvaluationStatus.SUBMITTED
    ).exists():
        raise Refused(_("Hand in your own evaluation first."))
    refuse_unless_under_evaluation(consensus.expression)
    refuse_conflicted(consensus.expression, by)


@transaction.atomic
def answer_consensus(consensus: Consensus, field: str, value: str, opened: int, *, by: User) -> int:
    """Save one field unless other words were saved since version `opened`; the version it has now."""
    value = as_stored(field, tidy(value))
    refuse_too_long(field, value)
    _refuse_unless_rapporteur(consensus, by)
    CONSENSUS.take(consensus, "revise")
    stored = Consensus.objects.select_for_update(of=("self",)).get(pk=consensus.pk)
    kind, code = split(field)
    score = None if kind in WHOLE else _score(stored, kind, code)
    words = getattr(stored, kind) if score is None else words_of(score, kind)
    version = next_version(stored, field, opened=opened, stored=words, value=value)
    if version is None:
        return stored.versions.get(field, 0)
    _put(stored, score, kind, value)
    stored.versions[field] = version
    Consensus.objects.filter(pk=stored.pk).update(versions=stored.versions, version=F("version") + 1)
    if not was_traced_lately(consensus, by):
        leave_trace(consensus, "revise", by=by)
    return version


def _score(consensus: Consensus, kind: str, code: str) -> ConsensusScore:
    if kind not in ("mark", "hub"):
        raise Refused(_("There is no such field: “%(field)s”.") % {"field": kind})
    criteria = {one.code: one for one in consensus.expression.call.criteria.all()}
    criterion = criterion_of(criteria, code)
    return ConsensusScore.objects.get_or_create(consensus=consensus, criterion=criterion)[0]


def words_of(score: ConsensusScore, kind: str) -> str:
    """A field of an agreed mark as it is typed."""
    if kind == "hub":
        return score.comment_to_hub
    return "" if score.mark is None else figure(score.mark)


def _put(consensus: Consensus, score: ConsensusScore | None, kind: str, value: str) -> None:
    if score is None:
        Consensus.objects.filter(pk=consensus.pk).update(**{kind: value})
        return
    changes: dict[str, Any] = (
        {"comment_to_hub": value} if kind == "hub" else {"mark": mark_of(score.criterion, value)}
    )
    ConsensusScore.objects.filter(pk=score.pk).update(**changes)


def revise_consensus(
    consensus: Consensus, *, answers: Mapping[str, str], by: User, opened: Mapping[str, int] | None = None
) -> dict[str, Stale]:
    """Save several fields; those in which other words were saved since `opened` are given back."""
    return save_each(consensus, answers, opened, answer_consensus, by=by)


@transaction.atomic
def agree_consensus(consensus: Consensus, *, by: User) -> None:
    """Close the consensus: from now on the ranking goes by its marks, not by the mean; the trail holds
    their seals.
    """
    expression = consensus.expression
    hold_expression(expression)
    _refuse_unless_rapporteur(consensus, by)
    refuse_while_asked(expression)
    begun = Evaluation.objects.begun().filter(assignment__expression=expression)
    if begun.filter(status=EvaluationStatus.DRAFT).exists():
        raise Refused(_("An evaluation is not handed in yet: wait for it, or write to the office."))
    marked = ConsensusScore.objects.filter(consensus=consensus, mark__isnull=False).values("criterion")
    missing = expression.call.criteria.exclude(pk__in=marked).values_list("code", flat=True)
    if faults := {f"mark_{code}": _("Please agree on a mark.") for code in missing}:
        raise Refused(_("Some marks are still missing."), faults=faults)
    CONSENSUS.take(consensus, "agree", agreed_at=timezone.now(), **new_salts())
    leave_trace(consensus, "agree", by=by, **seals_of_consensus(consensus, rapporteur=by))
    refresh_standing(expression)


@transaction.atomic
def reopen_consensus(consensus: Consensus, *, by: User) -> None:
    """Take the agreement back to work on it: until then the ranking goes by the mean again."""
    hold_expression(consensus.expression)
    _refuse_unless_rapporteur(consensus, by)
    CONSENSUS.take(consensus, "reopen", agreed_at=None)
    leave_trace(consensus, "reopen", by=by)
    refresh_standing(consensus.expression)
