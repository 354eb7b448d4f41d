"""Importing what somebody prepared: all of it or nothing, and every fault with its place.

An importer of an app is an operation `import_things(rows, *, by) -> Summary` that raises `Faulty`
with all that it found wrong; `twinning.core.management.importing.ImportCommand` is its command,
and `twinning.core.sheets` reads its file.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

Outcome = Literal["created", "changed", "unchanged"]


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, and where: the line as an editor counts it, and the column's heading."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = _("line %(line)s") % {"line": self.line} if self.line else _("the file")
        return f"{place}, {self.column}: {self.reason}" if self.column else f"{place}: {self.reason}"


class Faulty(Exception):
    """Raised by an importer with all the faults of the rows, before or instead of writing."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("; ".join(map(str, self.faults)))


@dataclass(frozen=True)
class Summary:
    """What an import did, or would have done."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def count(self, outcome: Outcome) -> "Summary":
        """The summary with one more of these."""
        return replace(self, **{outcome: getattr(self, outcome) + 1})


@dataclass(frozen=True)
class Row:
    """One row: the line it begins on, and its cells by heading, without space around them."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def list(self, column: str) -> Sequence[str]:
        """A cell that holds several values, parted by `;`."""
        return [part.strip() for part in self[column].split(";") if part.strip()]

    def fault(self, column: str, reason: str) -> Fault:
        return Fault(self.line, column, str(reason))

    def unknown(self, column: str, word: str, known: Iterable[str]) -> Fault:
        """A word that should have been one of those that the programme knows."""
        words = {"word": word, "known": ", ".join(known) or "–"}
        return self.fault(column, _("“%(word)s” is not known. Known are: %(known)s.") % words)

    def no_country(self, column: str) -> Fault:
        reason = _("“%s” is not a country's code (two capital letters).") % self[column]
        return self.fault(column, reason)

    def faults_of(
        self, record: Model, *, exclude: Iterable[str] = (), columns: Mapping[str, str] | None = None
    ) -> Sequence[Fault]:
        """What the record's own fields refuse; `columns` gives the heading of a renamed field."""
        try:
            record.clean_fields(exclude=set(exclude))
        except ValidationError as refusal:
            return [
                self.fault((columns or {}).get(name, name), sentence)
                for name, sentences in refusal.message_dict.items()
                for sentence in sentences
            ]
        return []


@dataclass
class Sheet:
    """The rows that can be told apart, and the faults of the others: with any, nothing is kept."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def bring_all_in(sheet: Sheet, importer: Callable[[Sequence[Row]], Summary]) -> Summary:
    """Import a sheet, or raise `Faulty` with all that is wrong with it: the faults of the rows that could
    not be told apart, and those that the importer found in the others.
    """
    faults = list(sheet.faults)
    summary = Summary()
    with transaction.atomic():
        try:
            summary = importer(sheet.rows)
        except Faulty as found:
            faults += found.faults
        if faults:
            raise Faulty(faults)
    return summary
