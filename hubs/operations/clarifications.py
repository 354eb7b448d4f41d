"""Asking a hub about its application: only the fields named are open again, until a date."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.application.answers import faults_of, fields_of
from hubs.application.contents import Content, content_of
from hubs.models import Clarification, Expression, Submission
from hubs.operations.amending import tell_reviewers
from hubs.operations.eligibility import refuse_unless_checkable
from hubs.operations.entitled import refuse_unless_writer
from hubs.operations.submissions import freeze_expression, hold_expression, thaw_submission
from hubs.operations.telling import tell_office
from hubs.people import writers_of
from hubs.states import EXPRESSION
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def ask_clarification(
    expression: Expression, *, fields: Iterable[str], words: str, due_at: datetime, by: User
) -> Clarification:
    """Ask the hub, whose writers get a letter; until `due_at` they may change these fields and no other."""
    refuse_unless_checkable(expression, by=by)
    wanted = list(dict.fromkeys(fields))
    known = {spec.code for spec in fields_of(expression.call)}
    if not wanted or not known.issuperset(wanted):
        raise Refused(_("Name at least one field that the hub may change."), field="fields")
    if not words.strip():
        raise Refused(_("Say what you would like to know."), field="words")
    if due_at <= timezone.now():
        raise Refused(_("Give the hub time: choose an instant in the future."), field="due_at")
    if expression.clarifications.open().exists():
        raise Refused(_("The hub has been asked already and has not answered yet."))
    _put_back(expression)
    asked = Clarification.objects.create(
        expression=expression, fields=wanted, words=words.strip(), due_at=due_at, asked_by=by
    )
    leave_trace(expression, "ask clarification", by=by, fields=wanted, due_at=due_at.isoformat())
    for person in writers_of(expression):
        write_letter("hubs.clarification_asked", to=person, about=asked.pk)
    return asked


def _put_back(expression: Expression) -> None:
    """What was typed for an earlier question and not sent in time is not handed in with another answer.

    It is kept for the hub to read.
    """
    submission = Submission.objects.filter(counts_for=expression).first()
    words = content_of(expression)
    if submission is not None and _said(words) != _said(submission.content):
        Expression.objects.filter(pk=expression.pk).update(unfinished=words)
        thaw_submission(submission)


def _said(content: Content) -> Any:
    """The answers alone: labels may be put better at any time."""
    answers = {field["code"]: field["value"] for field in content["fields"] if field["value"]}
    return answers, content["wishes"], content["preferences"], content["files"]


@transaction.atomic
def answer_clarification(clarification: Clarification, *, by: User) -> None:
    """Say that the fields now hold the answer: they close, what they say is submitted with all the
    rest as it was, and the office hears of it.

    Whoever is saving just now is waited for; whoever saves later is refused.
    """
    refuse_unless_writer(clarification.expression.hub_id, by)
    now = timezone.now()
    expression = clarification.expression
    hold_expression(expression)
    if now >= clarification.due_at:
        raise Refused(_("The time for this answer has passed. Please write to the office."))
    waiting = Clarification.objects.open().filter(pk=clarification.pk)
    if not waiting.update(answered_at=now, answered_by=by):
        raise Refused(_("This has been answered already."))
    clarification.refresh_from_db(fields=["answered_at", "answered_by"])
    _refuse_faults(expression, clarification.fields)
    submission = freeze_expression(expression, by=by, at=now)
    EXPRESSION.take(expression, "amend", submission=submission)
    detail = {"fields": clarification.fields, "number": submission.number, "digest": submission.digest}
    leave_trace(expression, "answer clarification", by=by, **detail)
    tell_reviewers(expression, submission)
    tell_office("hubs.clarification_answered", expression, about=clarification.pk)


def _refuse_faults(expression: Expression, fields: Iterable[str]) -> None:
    """What is asked about has to be fit to be submitted, as at the first time."""
    found = faults_of(expression)
    if faults := {code: found[code] for code in fields if code in found}:
        raise Refused(_("Some answers are still missing or too long."), faults=faults)
