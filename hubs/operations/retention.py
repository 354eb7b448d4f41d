"""Retention: some months after the release the personal data of unsuccessful applications go.

What stays are the facts that statistics need: which hub applied to which call, what marks it was given,
what was decided. The office's reasons for a decision stay with it, for whoever looks into it later, and the
trail stays as well: it names people by their number alone, and holds no words of a hub. Its seals of words go
on to stand there, and tell nothing: the salts that they were reckoned with go with the words.
"""

from calendar import monthrange
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from hubs.models import (
    Answer,
    Attachment,
    Call,
    Clarification,
    Clearance,
    Consensus,
    ConsensusScore,
    DecisionLetter,
    Declaration,
    EligibilityCheck,
    Evaluation,
    Expression,
    LateEntry,
    Paper,
    PaperKind,
    Preference,
    Redress,
    Score,
    Submission,
    Wish,
)
from hubs.states import CallStatus, ExpressionStatus
from twinning.accounts.models import Letter
from twinning.trail.operations import leave_trace

ONCE = 50  # applications cleared in one turn of the clock
UNSUCCESSFUL = [
    ExpressionStatus.DRAFT,
    ExpressionStatus.SUBMITTED,  # of a call that was archived without a decision
    ExpressionStatus.NOT_SELECTED,
    ExpressionStatus.RESERVE,
    ExpressionStatus.WITHDRAWN,
]


def clear_expired_expressions(*, most: int = ONCE) -> int:
    """Clear those whose time is over, a few at a time; how many there were."""
    now, number = timezone.now(), 0
    kept_for_a_time = Call.objects.filter(retention_months__gt=0)
    done = kept_for_a_time.filter(status__in=[CallStatus.RELEASED, CallStatus.ARCHIVED])
    for call in done:
        until = keeps_until(call)
        if until is not None and until <= now:
            for expression in expired(call)[: most - number]:
                clear_expression(expression)
                number += 1
    return number


def keeps_until(call: Call) -> datetime | None:
    """The instant from which personal data may go: counted from the release of the decisions; of a call
    that decides on nothing any more, from its deadline.
    """
    decided = call.expressions.aggregate(first=Min("decision__released_at"))["first"]
    is_done = call.status in (CallStatus.RELEASED, CallStatus.ARCHIVED)
    since = decided or (call.closes_at if is_done else None)
    return months_after(since, call.retention_months) if since else None


def months_after(instant: datetime, months: int) -> datetime:
    """The same day of a later month, or its last day where it is shorter."""
    year, month = divmod(instant.year * 12 + instant.month - 1 + months, 12)
    day = min(instant.day, monthrange(year, month + 1)[1])
    return instant.replace(year=year, month=month + 1, day=day)


def expired(call: Call) -> Any:
    """What ended without success and is not cleared yet; nothing whose redress is being looked into."""
    unsuccessful = call.expressions.filter(status__in=UNSUCCESSFUL, clearance=None)
    return unsuccessful.exclude(pk__in=Redress.objects.running().values("expression")).order_by("pk")


@transaction.atomic
def clear_expression(expression: Expression) -> Clearance:
    """Remove what people wrote and who they were; doing it again changes nothing."""
    Expression.objects.select_for_update().get(pk=expression.pk)
    if known := Clearance.objects.filter(expression=expression).first():
        return known
    removed = _count(_files(expression) | _rows(expression) | _words(expression) | _letters(expression))
    clearance = Clearance.objects.create(expression=expression, removed=removed)
    leave_trace(expression, "clear", by=None, removed=removed)
    return clearance


def _count(removed: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in removed.items() if number}


def _files(expression: Expression) -> dict[str, int]:
    """The files leave the disk when all of this is through."""
    of = {"expression": expression}
    summaries = Paper.objects.filter(**of)
    papers = Paper.objects.filter(call=expression.call_id, kind=PaperKind.DOSSIER) | summaries
    names: list[str] = []
    for rows in (Attachment.objects.filter(**of), Submission.objects.filter(**of), papers):
        names += [name for name in rows.values_list("file", flat=True) if name]
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
    Submission.objects.filter(**of).update(content={}, file="", by=None)
    papers.delete()
    number = Attachment.objects.filter(**of).count()
    for submission in Submission.objects.filter(**of):
        submission.attachments.clear()
    Attachment.objects.filter(**of).delete()
    return {"files": number}


def _rows(expression: Expression) -> dict[str, int]:
    """What the hub's people wrote and chose."""
    found = {}
    for name, model in [("answers", Answer), ("wishes", Wish), ("preferences", Preference)]:
        found[name] = model._base_manager.filter(expression=expression).delete()[0]
    Clarification.objects.filter(expression=expression).update(words="", answered_by=None)
    EligibilityCheck.objects.filter(expression=expression).update(reason="")
    Redress.objects.filter(expression=expression).update(text="", finding="", words_salt="", filed_by=None)
    LateEntry.objects.filter(call=expression.call_id, hub=expression.hub_id).update(reason="", used_by=None)
    return found


def _words(expression: Expression) -> dict[str, int]:
    """What those who evaluated wrote; marks stay, without who gave them being told anywhere but here."""
    evaluations = Evaluation.objects.filter(assignment__expression=expression)
    number = Score.objects.filter(evaluation__in=evaluations).update(comment="", comment_to_hub="")
    evaluations.update(comment="", comment_to_hub="", words_salt="")
    ConsensusScore.objects.filter(consensus__expression=expression).update(comment_to_hub="")
    Consensus.objects.filter(expression=expression).update(comment="", comment_to_hub="", words_salt="")
    Declaration.objects.filter(expression=expression).update(reason="", words_salt="")
    Expression.objects.filter(pk=expression.pk).update(unfinished=None, withdrawn_because="")
    return {"scores": number}


def _letters(expression: Expression) -> dict[str, int]:
    """Letters about the application, in the outbox and in people's inboxes."""
    drafted = DecisionLetter.objects.filter(expression=expression).delete()[0]
    submissions = Submission.objects.filter(expression=expression).values("pk")
    redress = Redress.objects.filter(expression=expression).values("pk")
    about = Letter.objects.filter(kind__in=ABOUT_EXPRESSIONS, about=expression.pk)
    about |= Letter.objects.filter(kind="hubs.submission_received", about__in=submissions)
    about |= Letter.objects.filter(kind__startswith="hubs.redress_", about__in=redress)
    questions = Clarification.objects.filter(expression=expression).values("pk")
    about |= Letter.objects.filter(kind__startswith="hubs.clarification_", about__in=questions)
    return {"drafts": drafted, "letters": about.delete()[0]}


ABOUT_EXPRESSIONS = [
    "hubs.decision_released",
    "hubs.expression_received",
    "hubs.expression_restored",
    "hubs.expression_withdrawn",
    "hubs.place_given",
]
