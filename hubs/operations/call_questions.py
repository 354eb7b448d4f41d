"""What a call asks: conditions of eligibility, questions beside the core form, and its reminders."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, ProtectedError
from django.utils.translation import gettext_lazy as _

from hubs.application.fields import ELIGIBILITY, QUESTION
from hubs.models import Answer, Attachment, Call, DraftReminder, EligibilityItem, Question, QuestionKind
from hubs.states import CallStatus, ExpressionStatus
from twinning.core.errors import Refused, refuse_faulty_fields

TEXTS = (QuestionKind.SHORT, QuestionKind.LONG)
SHAPE = ("code", "kind", "required", "limit", "limit_unit", "lowest", "highest", "choices")


def set_eligibility_items(call: Call, items: Iterable[Mapping[str, Any]]) -> bool:
    """Make these the call's conditions, in this order, known by their `code`; whether anything changed.

    Each must be answered by the hub, so none is added once an application is in.
    """
    wanted = [dict(item) for item in items]
    others = call.eligibility_items.exclude(code__in=[item["code"] for item in wanted])
    _refuse_answered(call, [ELIGIBILITY + item.code for item in others], part="eligibility_items")
    try:
        dropped, _rows = others.delete()
    except ProtectedError as checked:
        raise Refused(
            _("A condition that has been checked cannot be taken away."), field="eligibility_items"
        ) from checked
    changed = bool(dropped)
    for at, values in enumerate(wanted):
        item = call.eligibility_items.filter(code=values["code"]).first()
        if item is None:
            _refuse_late_demand(call, part="eligibility_items")
        changed |= _put(item or EligibilityItem(call=call), values, at)
    return changed


def set_questions(call: Call, questions: Iterable[Mapping[str, Any]]) -> bool:
    """Make these the call's questions, in this order, known by their `code`; whether anything changed.

    A question with answers keeps its kind, limits and choices; its words may be put better. Once an
    application is in, no question that must be answered is added.
    """
    wanted = [dict(question) for question in questions]
    dropped = call.questions.exclude(code__in=[question["code"] for question in wanted])
    _refuse_answered(call, [QUESTION + question.code for question in dropped])
    changed = bool(dropped.delete()[0])
    for at, values in enumerate(wanted):
        question = call.questions.filter(code=values["code"]).first() or Question(call=call)
        before = _shape(question)
        changed |= _put(question, values, at, check=_refuse_wrong_question)
        if not before and question.required:
            _refuse_late_demand(call)
        elif before != _shape(question):
            _refuse_answered(call, [QUESTION + question.code])
    return changed


def set_draft_reminders(call: Call, days: Iterable[int]) -> None:
    """Remind those with a draft so many days before the deadline; what was sent stays sent."""
    wanted = set(days)
    call.draft_reminders.exclude(days__in=wanted).delete()
    known = set(call.draft_reminders.values_list("days", flat=True))
    for number in sorted(wanted - known):
        reminder = DraftReminder(call=call, days=number)
        refuse_faulty_fields(reminder, exclude=["call"])
        reminder.save()


def _put(record: Any, values: Mapping[str, Any], position: int, *, check: Any = None) -> bool:
    """Store the values in the record, and say whether it is another now."""
    before = _stored(record)
    for name, value in ({"position": position} | dict(values)).items():
        setattr(record, name, value)
    refuse_faulty_fields(record, exclude=["call"])
    if check:
        check(record)
    record.save()
    return before != _stored(record)


def _stored(record: Model) -> dict[str, Any]:
    if record.pk is None:
        return {}
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


def _shape(question: Question) -> list[Any]:
    return [getattr(question, name) for name in SHAPE] if question.pk else []


def _refuse_answered(call: Call, codes: list[str], *, part: str = "questions") -> None:
    answered = Answer.objects.filter(expression__call=call, code__in=codes).exclude(value="").exists()
    if answered or Attachment.objects.filter(expression__call=call, field__in=codes).exists():
        raise Refused(
            _("Hubs have answered this already: it stays, with its kind, limits and choices."),
            field=part,
        )


def _refuse_late_demand(call: Call, *, part: str = "questions") -> None:
    is_in = call.expressions.exclude(status__in=[ExpressionStatus.DRAFT, ExpressionStatus.WITHDRAWN])
    if call.status != CallStatus.DRAFT and is_in.exists():
        raise Refused(
            _("Applications are in already: nothing new can be asked that must be answered."), field=part
        )


def _refuse_wrong_question(question: Question) -> None:
    """Only what its kind knows: limits of texts, bounds of numbers, choices of choices."""
    if question.kind not in TEXTS:
        question.limit = None
    if question.kind != QuestionKind.NUMBER:
        question.lowest = question.highest = None
    if question.kind != QuestionKind.CHOICE:
        question.choices = []
    if question.kind == QuestionKind.CHOICE and not _are_choices(question.choices):
        raise Refused(
            _("A choice needs at least two answers, each with a short name of its own and words in English."),
            field="questions",
        )
    lowest, highest = question.lowest, question.highest
    if lowest is not None and highest is not None and highest < lowest:
        raise Refused(_("The highest number cannot be below the lowest."), field="questions")


def _are_choices(choices: Any) -> bool:
    codes = [choice.get("code") for choice in choices if choice.get("en")]
    return len(codes) == len(choices) > 1 and len(set(codes)) == len(codes) and all(codes)
