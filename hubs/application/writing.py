"""The form of an application: its steps, and the fields of each as a page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hubs.application.answers import faults_of, fields_of
from hubs.application.fields import ROWS, FieldSpec
from hubs.application.rows import Row, row_of
from hubs.application.tables import files_of, preferred_by, wishes_of
from hubs.models import Expression

__all__ = ["STEPS", "Form", "Row", "form_of", "row_of", "step_url"]

STEPS = ("hub", "story", "questions", "offers", "partners", "files", "check")


def titles() -> dict[str, str]:
    """What each step is called."""
    return {
        "hub": _("Your hub"),
        "story": _("Motivation and experience"),
        "questions": _("Questions of the call"),
        "offers": _("Offers and needs"),
        "partners": _("Partners"),
        "files": _("Files"),
        "check": _("Check and submit"),
    }


@dataclass
class Form:
    """One step: its rows, those of its tables, and where it stands among the others."""

    expression: Expression
    step: str
    rows: list[Row]
    steps: list[dict[str, Any]]
    missing: list[dict[str, str]]
    wishes: list[dict[str, Any]] = field(default_factory=list)
    preferred: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    disputed: bool = False

    def all_rows(self) -> list[Row]:
        """The fields of the step, and the columns of its tables."""
        columns = [row for wish in self.wishes for row in wish["rows"]]
        return [*self.rows, *columns, *(one["row"] for one in self.preferred)]

    @property
    def next(self) -> str:
        """The address of the step after this one."""
        names = [step["name"] for step in self.steps]
        place = names.index(self.step)
        return self.steps[min(place + 1, len(names) - 1)]["url"]


def form_of(expression: Expression, step: str) -> Form:
    """The step as it is stored."""
    specs = fields_of(expression.call)
    stored = {answer.code: answer for answer in expression.answers.select_related("saved_by")}
    rows = [row_of(spec, stored) for spec in specs if spec.step == step and spec.kind not in ROWS]
    faults = faults_of(expression, specs, {code: answer.value for code, answer in stored.items()})
    form = Form(
        expression, step, rows, _steps(expression, specs, step, faults), _missing(expression, specs, faults)
    )
    if step == "offers":
        form.wishes = wishes_of(expression, stored)
    if step == "partners":
        form.preferred = preferred_by(expression, stored)
    if step == "files":
        form.files = files_of(expression, [spec for spec in specs if spec.kind == "file"])
    return form


def step_url(expression: Expression, step: str) -> str:
    return reverse("hubs:revise_expression_step", kwargs={"pk": expression.pk, "step": step})


def has_step(specs: Iterable[FieldSpec], step: str) -> bool:
    """Whether the call asks anything there."""
    return step == "check" or any(spec.step == step for spec in specs)


def _steps(
    expression: Expression, specs: list[FieldSpec], here: str, faults: Mapping[str, Any]
) -> list[dict[str, Any]]:
    named = titles()
    return [
        {
            "name": step,
            "title": named[step],
            "url": step_url(expression, step),
            "is_here": step == here,
            "missing": sum(spec.step == step for spec in specs if spec.code in faults),
        }
        for step in STEPS
        if has_step(specs, step)
    ]


def _missing(
    expression: Expression, specs: list[FieldSpec], faults: Mapping[str, Any]
) -> list[dict[str, str]]:
    """What is still to be done, with the way to each field."""
    return [
        {
            "label": spec.label,
            "says": str(faults[spec.code]),
            "url": f"{step_url(expression, spec.step)}#field-{spec.code}",
        }
        for spec in specs
        if spec.code in faults
    ]
