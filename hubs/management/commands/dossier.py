"""Write the decision dossier of a call."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hubs.dossier.writing import packed
from hubs.models import Call


class Command(BaseCommand):
    help = "Writes the decision dossier of a call: a ZIP archive of data, tables and a PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--call", required=True, help="the short name of the call")
        parser.add_argument("--out", required=True, type=Path, help="the file to write, FILE.zip")

    def handle(self, *, call: str, out: Path, **options: Any) -> None:
        found = Call.objects.filter(slug=call).first()
        if found is None:
            raise CommandError(f"There is no call “{call}”.")
        content = packed(found)
        out.write_bytes(content)
        self.stdout.write(f"{out}: {len(content)} bytes")
