"""Short lists in one text box: numbers, short names, and tables of a few columns, a row on each line."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

BETWEEN = "|"


class ListField(forms.CharField):
    """Values between commas."""

    def parse(self, word: str) -> Any:
        return word

    def to_python(self, value: Any) -> list[Any]:
        if isinstance(value, list | tuple):
            return list(value)
        return [self.parse(word.strip()) for word in (value or "").split(",") if word.strip()]

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"])

    def run_validators(self, value: Any) -> None:
        """None that are meant for one text."""

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else ", ".join(str(one) for one in value or [])

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class NumbersField(ListField):
    """Whole numbers between commas."""

    def parse(self, word: str) -> int:
        if not (word.isascii() and word.isdigit()):
            raise ValidationError(_("Write whole numbers between commas."))
        return int(word)


class TableField(ListField):
    """A row on each line, its columns between `|`: a head, then words in each language.

    A row is a dictionary: the head by its name, the words as `word` makes their names of a language's
    code. Words in English are needed, the others may be left out.
    """

    widget = forms.Textarea

    def __init__(
        self,
        *,
        head: str,
        word: str,
        parse_head: Callable[[str], Any] = str,
        show_head: Callable[[Any], str] = str,
        **kwargs: Any,
    ) -> None:
        self.head, self.parse_head, self.show_head = head, parse_head, show_head
        self.columns: Sequence[str] = [word.format(code) for code, _name in settings.LANGUAGES]
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list | tuple):
            return list(value)
        return [self._row(line) for line in (value or "").splitlines() if line.strip()]

    def _row(self, line: str) -> dict[str, Any]:
        first, *words = (part.strip() for part in line.split(BETWEEN))
        row = dict(zip(self.columns, words, strict=False))
        if len(words) > len(self.columns) or not row.get(self.columns[0]):
            raise ValidationError(_("“%(line)s”: write %(form)s.") % {"line": line, "form": self.form()})
        return {self.head: self._head(first, line)} | {name: word for name, word in row.items() if word}

    def _head(self, first: str, line: str) -> Any:
        try:
            return self.parse_head(first)
        except (ValueError, ArithmeticError) as fault:
            raise ValidationError(
                _("“%(line)s”: write %(form)s.") % {"line": line, "form": self.form()}
            ) from fault

    def form(self) -> str:
        """What a line looks like, in words."""
        names = [str(_(name)) for _code, name in settings.LANGUAGES]
        return f" {BETWEEN} ".join([str(self.label or self.head).lower(), *names])

    def prepare_value(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        return "\n".join(self._line(row) for row in value or [])

    def _line(self, row: dict[str, Any]) -> str:
        parts = [self.show_head(row[self.head]), *(row.get(name) or "" for name in self.columns)]
        while not parts[-1]:
            parts.pop()
        return f" {BETWEEN} ".join(parts)
