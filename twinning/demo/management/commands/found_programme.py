"""Settle what a programme has of its own from a file."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from twinning.demo.founding import found_programme


class Command(BaseCommand):
    help = (
        "Creates or changes regions, areas, plan sections and words from a TOML file (see docs/programme.md)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            outcomes = found_programme(file)
        except (OSError, tomllib.TOMLDecodeError, KeyError) as fault:
            raise CommandError(f"{file.name}: {fault}") from fault
        counted = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
        self.stdout.write(counted)
