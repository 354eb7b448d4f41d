"""Print the ranking of a call."""

import csv
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hubs.evaluation.ranking_table import cells_of, rows_of
from hubs.models import Call


class Command(BaseCommand):
    help = "Prints the ranking of a call, region by region, best first: as CSV, or with --json as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--call", required=True, help="the short name of the call")
        parser.add_argument("--json", action="store_true", dest="as_json", help="answer in JSON")

    def handle(self, *, call: str, as_json: bool, **options: Any) -> None:
        found = Call.objects.filter(slug=call).first()
        if found is None:
            raise CommandError(f"There is no call “{call}”.")
        if as_json:
            self.stdout.write(json.dumps(rows_of(found), ensure_ascii=False, indent=1))
        else:
            csv.writer(self.stdout, lineterminator="\n").writerows(cells_of(found))
