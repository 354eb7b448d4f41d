"""What stands in the fields of an application, and what keeps it from being handed in."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from hubs.application.counting import count, counted
from hubs.application.fields import FieldSpec, field_of, fields_of
from hubs.evaluation.scoring import figure
from hubs.models import Expression
from hubs.states import AttachmentStatus
from twinning.core.figures import read_number, spoken

__all__ = ["FieldSpec", "answers_of", "fault_of", "faults_of", "field_of", "fields_of"]

Faults = dict[str, Any]


def answers_of(expression: Expression) -> dict[str, str]:
    """The words or codes in each field that was ever filled in."""
    return dict(expression.answers.values_list("code", "value"))


def faults_of(
    expression: Expression, specs: Iterable[FieldSpec] | None = None, answers: dict[str, str] | None = None
) -> Faults:
    """For each field that keeps the application from being handed in, a sentence that says why.

    Whoever has read its fields and answers already hands them over.
    """
    answers, files = answers_of(expression) if answers is None else answers, _files_of(expression)
    found = {}
    for spec in fields_of(expression.call) if specs is None else specs:
        says = (
            _fault_of_file(spec, files) if spec.kind == "file" else fault_of(spec, answers.get(spec.code, ""))
        )
        if says:
            found[spec.code] = says
    return found


def fault_of(spec: FieldSpec, value: str) -> str:
    """What is wrong with an answer, in a sentence; empty when it may be handed in as it is."""
    value = counted(value)
    if not value or (spec.choices and not spec.codes(value)):
        return _missing(spec) if spec.required else ""
    if spec.kind == "number":
        return fault_of_number(spec, value)
    if spec.limit and (number := count(value, spec.limit_unit)) > spec.limit:
        return over_limit(spec, number)
    return ""


def over_limit(spec: FieldSpec, number: int | str) -> str:
    """How far an answer goes beyond its limit."""
    numbers = {"number": number, "limit": spec.limit}
    if spec.limit_unit == "words":
        return _("%(number)s words, and at most %(limit)d are allowed.") % numbers
    return _("%(number)s characters, and at most %(limit)d are allowed.") % numbers


def _missing(spec: FieldSpec) -> str:
    if spec.choices:
        return _("Please choose at least one before you submit.")
    return _("Please answer this before you submit.")


def fault_of_number(spec: FieldSpec, value: str) -> str:
    """What is wrong with a number that was typed, in a sentence."""
    try:
        number = read_number(value)
    except ValueError:
        return _("Please write a number.")
    if spec.lowest is not None and number < spec.lowest:
        return _("At least %(number)s, please.") % {"number": spoken(figure(spec.lowest))}
    if spec.highest is not None and number > spec.highest:
        return _("At most %(number)s, please.") % {"number": spoken(figure(spec.highest))}
    return ""


def _files_of(expression: Expression) -> dict[str, list[str]]:
    """The states of the files of each field."""
    found: dict[str, list[str]] = {}
    for field, status in expression.attachments.present().values_list("field", "status"):
        found.setdefault(field, []).append(status)
    return found


def _fault_of_file(spec: FieldSpec, files: dict[str, list[str]]) -> str:
    states = files.get(spec.code, [])
    if AttachmentStatus.REFUSED in states:
        return _("A file was refused by the virus check. Please take it away.")
    if not states and spec.required:
        return _("Please add a file before you submit.")
    return ""
