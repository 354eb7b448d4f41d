"""The command of an importer: read the file, do all or nothing, say what was done or what is wrong."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand
from django.db import transaction

from twinning.core.importing import Fault, Faulty, Sheet, Summary
from twinning.core.sheets import read_sheet

FAULTY = 2  # the exit code


class ImportCommand(BaseCommand):
    """A subclass names its `columns`, the `key` among them, and the `operation` on the rows:

    class Command(ImportCommand):
        help = "Bring in events from a CSV file."
        columns = EVENT_COLUMNS
        key = "event_id"
        operation = staticmethod(import_events)
    """

    columns: ClassVar[Sequence[str]]
    key: ClassVar[str | Sequence[str]]
    operation: ClassVar[Callable[..., Summary]]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV file in UTF-8")
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="answer in JSON")

    def handle(self, *, file: Path, dry_run: bool, as_json: bool, **options: Any) -> None:
        summary, faults = self.carry_out(self.sheet(file), dry_run=dry_run)
        if as_json:
            self.stdout.write(json.dumps(answer(summary, faults, dry_run), ensure_ascii=False))
        elif faults:
            for fault in faults:
                self.stderr.write(str(fault))
            self.stderr.write(f"Nothing was written: {len(faults)} fault(s).")
        else:
            self.stdout.write(in_words(summary, dry_run))
        if faults:
            raise SystemExit(FAULTY)

    def sheet(self, file: Path) -> Sheet:
        try:
            content = file.read_bytes()
        except OSError as error:
            return Sheet(faults=[Fault(0, "", f"It cannot be read: {error.strerror}.")])
        return read_sheet(content, columns=self.columns, key=self.key)

    def carry_out(self, sheet: Sheet, *, dry_run: bool) -> tuple[Summary, list[Fault]]:
        """Import what could be read, to find the other rows' faults too; keep it if there are none."""
        summary, faults = Summary(), list(sheet.faults)
        with transaction.atomic():
            try:
                summary = self.operation(sheet.rows, by=None)
            except Faulty as found:
                faults += found.faults
            if faults or dry_run:
                transaction.set_rollback(True)
        return (Summary() if faults else summary), sorted(faults)


def answer(summary: Summary, faults: list[Fault], dry_run: bool) -> dict[str, Any]:
    """The same for programs."""
    return {
        **asdict(summary),
        "dry_run": dry_run,
        "faults": [asdict(fault) for fault in faults],
    }


def in_words(summary: Summary, dry_run: bool) -> str:
    counts = ", ".join(f"{number} {outcome}" for outcome, number in asdict(summary).items())
    return f"{counts} (dry run: nothing was kept)" if dry_run else counts
