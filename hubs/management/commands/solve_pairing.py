"""Pair the hubs of a JSON file."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from hubs.pairing.answering import answer
from hubs.pairing.reading import Faulty, read
from hubs.pairing.saying import Said
from hubs.pairing.schema import Fault

FAULTY, INFEASIBLE = 2, 3  # the exit codes


class Command(BaseCommand):
    help = (
        "Pairs the hubs of a JSON file (docs/pairing-schema.md). Ends with 0, with 2 when the file is "
        "faulty, with 3 when no pairing keeps all constraints."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a JSON file of the schema twinning-pairing/1")
        parser.add_argument("--json", action="store_true", dest="as_json", help="answer in JSON")

    def handle(self, *, file: Path, as_json: bool, **options: Any) -> None:
        try:
            case = read(self.document(file))
        except Faulty as faulty:
            self.refuse(faulty.faults, as_json=as_json)
        found = answer(case)
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(lines(found, case.names)))
        if not found["solved"]:
            raise SystemExit(INFEASIBLE)

    def document(self, file: Path) -> Any:
        """What the file holds, if it is JSON, not too deep to be read, and of letters that can be written."""
        try:
            found = json.loads(file.read_text("utf-8-sig"))
            json.dumps(found, ensure_ascii=False).encode()
        except (OSError, ValueError) as problem:
            raise Faulty([Fault("", Said("%(problem)s", {"problem": str(problem)}))]) from problem
        except RecursionError as problem:
            raise Faulty([Fault("", Said("Lists or objects stand too deep within each other."))]) from problem
        return found

    def refuse(self, faults: Sequence[Fault], *, as_json: bool) -> None:
        found = [{"path": fault.path, "text": fault.said.in_english()} for fault in faults]
        if as_json:
            self.stdout.write(json.dumps({"faults": found}, ensure_ascii=False, indent=2))
        else:
            for fault in found:
                self.stderr.write(f"{fault['path'] or '/'}: {fault['text']}")
        raise SystemExit(FAULTY)


def lines(found: dict[str, Any], names: dict[str, str]) -> list[str]:
    """For the terminal: each twinning with its score, and under it why."""
    if not found["solved"]:
        texts = [one["said"]["text"] for one in found["relax"]]
        return [
            "No pairing keeps all constraints. The smallest set to relax:",
            *(f"  {text}" for text in texts),
        ]
    told = [f"Total {points(found['total'])}"]
    for twinning in found["twinnings"]:
        told += ["", f"{points(twinning['score'])}  {' – '.join(names[key] for key in twinning['hubs'])}"]
        for pair in twinning["pairs"]:
            told += [f"  {points(part['points']):>6}  {part['reason']['text']}" for part in pair["parts"]]
    return told


def points(score: int) -> str:
    """Points of 100."""
    return f"{score / 100:.2f}"
