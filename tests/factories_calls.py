"""Parts of calls for tests: questions, conditions, late entries."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hubs.models import Call, Clarification, EligibilityItem, Expression, LateEntry, Question
from hubs.operations.late_entries import give_late_entry
from tests.factories import make_call, numbers
from twinning.accounts.models import User


def make_closed_call(**fields: Any) -> Call:
    """Closed since a second, not decided."""
    now = timezone.now()
    return make_call(
        **({"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(seconds=1)} | fields)
    )


def make_item(call: Call, code: str = "", **fields: Any) -> EligibilityItem:
    values = {"code": code or f"item-{next(numbers)}", "question": "Is the hub connected?"} | fields
    return EligibilityItem.objects.create(call=call, **values)


def make_question(call: Call, code: str = "", **fields: Any) -> Question:
    values = {"code": code or f"question-{next(numbers)}", "label": "Who leads the work?"} | fields
    return Question.objects.create(call=call, **values)


def make_late_entry(call: Call, *, by: User, **fields: Any) -> tuple[LateEntry, str]:
    """A code for a week; what it says is returned with it."""
    values = {"until": timezone.now() + timedelta(days=7), "reason": "Their network was down."} | fields
    return give_late_entry(call, by=by, **values)


def make_clarification(expression: Expression, *, by: User, **fields: Any) -> Clarification:
    values = {
        "fields": ["motivation"],
        "words": "Which of your two sites applies?",
        "due_at": timezone.now() + timedelta(days=5),
    } | fields
    return Clarification.objects.create(expression=expression, asked_by=by, **values)
