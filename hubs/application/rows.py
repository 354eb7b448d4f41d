"""A field of the application's form as a page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hubs.application.answers import fault_of_number, over_limit
from hubs.application.counting import count, counted
from hubs.application.fields import FieldSpec, bounds
from hubs.models import Answer
from twinning.core.wording import mark


@dataclass
class Row:
    """A field on the page: what stands in it, on which version, and what a colleague wrote meanwhile."""

    spec: FieldSpec
    value: str = ""
    version: int = 0
    opened_mark: str = ""
    theirs: Answer | None = None
    fault: str = ""

    @property
    def id(self) -> str:
        return f"id_{self.spec.code}"

    @property
    def options(self) -> list[dict[str, Any]]:
        chosen = self.spec.codes(self.value)
        return [{"code": code, "label": label, "chosen": code in chosen} for code, label in self.spec.choices]

    @property
    def is_group(self) -> bool:
        """Several controls of one name: a fieldset, whose legend is the question."""
        return self.spec.kind in ("areas", "languages", "choice")

    @property
    def their_words(self) -> str:
        words = self.spec.in_words(self.theirs.value) if self.theirs else ""
        return words or _("(empty)")

    @property
    def counted(self) -> str:
        """How much of the limit is used, as the browser counts it too."""
        return self.within.replace("{}", str(count(self.value, self.spec.limit_unit)))

    @property
    def within(self) -> str:
        """The words for it, with a gap for the number that the browser fills; of a number its bounds."""
        if self.spec.kind == "number":
            return " · ".join(bounds(self.spec.lowest, self.spec.highest))
        if not self.spec.limit:
            return ""
        numbers = {"number": "{}", "limit": self.spec.limit}
        if self.spec.limit_unit == "words":
            return _("%(number)s of %(limit)d words") % numbers
        return _("%(number)s of %(limit)d characters") % numbers

    @property
    def over(self) -> str:
        """The same for a text that is too long."""
        return over_limit(self.spec, "{}")

    @property
    def warning(self) -> str:
        """Said while it is written; a draft may be too long, or no number yet."""
        if self.spec.kind == "number" and (typed := counted(self.value)):
            return fault_of_number(self.spec, typed)
        if not self.spec.limit:
            return ""
        number = count(self.value, self.spec.limit_unit)
        return over_limit(self.spec, number) if number > self.spec.limit else ""


def row_of(spec: FieldSpec, stored: Mapping[str, Answer]) -> Row:
    answer = stored.get(spec.code)
    value = answer.value if answer else ""
    return Row(spec, value, answer.version if answer else 0, mark(value))
