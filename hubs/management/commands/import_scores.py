"""Bring the marks of a panel in from a CSV file."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management.base import CommandError

from hubs.models import Call
from hubs.operations.importing_scores import SCORE_COLUMNS, SCORE_KEY, import_scores
from twinning.core.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Hands in the marks of a CSV file for a call: all of it, or nothing when a row is wrong."
    columns = SCORE_COLUMNS
    key = SCORE_KEY

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--call", required=True, help="the short name of the call")

    def handle(self, *, call: str, **options: Any) -> None:  # type: ignore[override]
        found = Call.objects.filter(slug=call).first()
        if found is None:
            raise CommandError(f"There is no call “{call}”.")
        self.operation = partial(import_scores, call=found)  # type: ignore[method-assign, misc]
        super().handle(**options)
