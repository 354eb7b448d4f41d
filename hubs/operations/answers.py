"""Saving what hubs type, field by field: often, quickly, and never over a colleague's words."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from unicodedata import normalize

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.application.answers import field_of
from hubs.application.fields import ROWS
from hubs.models import Answer, Expression, Preference, ServiceKind, TechnologyArea, Wish
from hubs.operations.entitled import refuse_unless_writer
from hubs.operations.opening import refuse_unless_writable
from hubs.states import EXPRESSION
from twinning.accounts.models import User
from twinning.core.errors import Refused, Stale
from twinning.trail.models import Trace
from twinning.trail.operations import leave_trace

LONGEST = (
    100_000  # characters; limits of the call are for the day of submission, this one is for the database
)
QUARTER = timedelta(minutes=15)
MOST_RANK = 999
PART = re.compile(r"(wish|preference)-([1-9][0-9]{0,17})-(area|kind|words|rank)")  # one column of a row


@transaction.atomic
def answer_field(expression: Expression, code: str, value: str, opened: int, by: User) -> int:
    """Save one field unless somebody has saved other words since version `opened`; the version it has now.

    The same words again change nothing: whoever heard no answer may simply ask once more.
    """
    value = tidy(value)
    take_edit(expression, group_of(code), by=by)
    _refuse_unknown(expression, code, value)
    stored = Answer.objects.filter(expression=expression, code=code).first()
    if stored is not None and stored.value == value:
        return stored.version
    current = stored or Answer(expression=expression, code=code, version=0)
    if current.version != opened:
        raise Stale(_("Somebody else saved other words here since you opened it."), current=current)
    _put(current, value, by)
    _repeat_elsewhere(expression, code, value)
    return current.version


@transaction.atomic
def revise_expression(
    expression: Expression, *, answers: Mapping[str, str], by: User, opened: Mapping[str, int] | None = None
) -> dict[str, Stale]:
    """Save several fields, each by itself; those in which a colleague was first are given back."""
    disputed, opened = {}, opened or {}
    take_edit(expression, "", by=by)
    for code, value in answers.items():
        try:
            answer_field(expression, code, value, opened.get(code, 0), by)
        except Stale as stale:
            disputed[code] = stale
    return disputed


def take_edit(expression: Expression, field: str, *, by: User) -> None:
    """Refuse unless the field may be written now; else note the time, and who, once in a quarter of an hour.

    The clock is asked before the row is waited for: what began in time is in time.
    """
    refuse_unless_writer(expression.hub_id, by)
    asked = refuse_unless_writable(expression, field)
    now = timezone.now()
    EXPRESSION.take(expression, "amend" if asked else "revise", saved_at=now)
    if asked and not expression.clarifications.filter(pk=asked.pk, answered_at=None).exists():
        raise Refused(_("A colleague has sent the answer. What you typed stands here for you to copy."))
    if not _has_traced(expression, by, now):
        leave_trace(expression, "revise", by=by)


def group_of(code: str) -> str:
    """The field that a column of a row belongs to, as the office names it when it asks; else itself."""
    part = PART.fullmatch(code)
    return {"wish": "wishes", "preference": "preferences"}[part[1]] if part else code


def tidy(value: str) -> str:
    """Line ends are the browser's; what no database takes was never typed."""
    return normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))


def _has_traced(expression: Expression, by: User, now: datetime) -> bool:
    recent = Trace.objects.of(expression).filter(step="revise", by=by, at__gt=now - QUARTER)
    return recent.order_by().exists()


def _put(current: Answer, value: str, by: User) -> None:
    current.value, current.saved_by, current.saved_at = value, by, timezone.now()
    current.version += 1
    if current.pk:
        current.save(update_fields=["value", "version", "saved_by", "saved_at"])
    else:
        current.save(force_insert=True)


def _refuse_unknown(expression: Expression, code: str, value: str) -> None:
    if len(value) > LONGEST:
        raise Refused(_("This is too long to be kept: at most 100,000 characters."), field=code)
    if part := PART.fullmatch(code):
        _refuse_part(expression, part[1], int(part[2]), part[3], value)
        return
    spec = field_of(expression.call, code)
    if spec is None or spec.kind in ROWS:
        raise Refused(_("This call does not ask for “%(code)s”.") % {"code": code})
    if value and spec.has_strange(value):
        raise Refused(_("This choice is not known."), field=code)


def _refuse_part(expression: Expression, noun: str, pk: int, column: str, value: str) -> None:
    rows: Any = expression.wishes if noun == "wish" else expression.preferences
    if (column == "rank") != (noun == "preference") or not rows.filter(pk=pk).exists():
        raise Refused(_("A colleague has taken this row away. Your words stand here for you to copy."))
    if column == "rank" and not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST_RANK):
        raise Refused(_("A rank is a whole number: 1 for the first choice."))
    known: Any = {"area": TechnologyArea, "kind": ServiceKind}.get(column)
    if known and value and not known.objects.filter(code=value).exists():
        raise Refused(_("This choice is not known."))


def _repeat_elsewhere(expression: Expression, code: str, value: str) -> None:
    """Some answers are compared between hubs: they stand in columns and relations as well."""
    if code == "technology_areas":
        expression.technology_areas.set(TechnologyArea.objects.filter(code__in=value.split()))
    elif code == "languages":
        expression.languages = value.split()
        Expression.objects.filter(pk=expression.pk).update(languages=expression.languages)
    elif part := PART.fullmatch(code):
        _repeat_part(part[1], int(part[2]), part[3], value)


def _repeat_part(noun: str, pk: int, column: str, value: str) -> None:
    if noun == "preference":
        Preference.objects.filter(pk=pk).update(rank=int(value))
    elif column == "words":
        Wish.objects.filter(pk=pk).update(words=value)
    else:
        known: Any = {"area": TechnologyArea, "kind": ServiceKind}[column]
        Wish.objects.filter(pk=pk).update(**{column: known.objects.filter(code=value).first()})
