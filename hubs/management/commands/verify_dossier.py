"""Verify a decision dossier from its file alone."""

from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from hubs.dossier.verifying.following import parted
from hubs.dossier.verifying.whole import told

DIFFERS = 2  # the exit code


class Command(BaseCommand):
    help = "Reckons the ranking of a dossier from its marks again, and follows its trail; 2 when it differs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the ZIP archive")

    def handle(self, *, file: Path, **options: Any) -> None:
        found, notes = parted(told(file))
        for note in notes:
            self.stdout.write(f"Note: {note}")
        for difference in found:
            self.stderr.write(difference)
        if found:
            self.stderr.write(f"{len(found)} difference(s).")
            raise SystemExit(DIFFERS)
        self.stdout.write("The ranking follows from the marks, and the trail is whole.")
        self.stdout.write(f"SHA-256 of the file: {sha256(file.read_bytes()).hexdigest()}")
        self.stdout.write(
            "Is it the one that the office's page shows? Whoever writes all anew is found by it alone."
        )
