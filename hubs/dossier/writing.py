"""A dossier as a file: data for programs, tables for spreadsheets, a PDF to read, and what each holds."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.utils import timezone

from hubs.dossier.collecting import data_of
from hubs.dossier.printing import printed
from hubs.dossier.verifying import DATA, FORMAT, MANIFEST
from hubs.evaluation.ranking_table import cells_of, plain_cell
from hubs.models import Call

README = """\
Decision dossier: {title}

data.json       everything, for programs: the call with its rules, criteria, applications, declarations,
                marks of all layers, ranking, stability, decisions, and the trail with its seals
ranking.csv     the ranking, region by region
marks.csv       the individual marks, and those agreed on
declarations.csv who declared what on conflicts of interest
decisions.csv   what was proposed, decided, and why
dossier.pdf     all of it to be read
manifest.json   the SHA-256 of each file

To verify that the ranking follows from the marks and that the trail is whole:
    python manage.py verify_dossier FILE.zip
It needs this file and nothing else, and answers 0 when all holds, 2 with the differences otherwise.
The format is told in docs/dossier.md of the software.
"""


def packed(call: Call) -> bytes:
    """The ZIP archive of a call as it stands now."""
    data = data_of(call)
    files = {
        DATA: json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        "ranking.csv": _csv(cells_of(call)),
        "marks.csv": _csv(_marks(data)),
        "declarations.csv": _csv(_declarations(data)),
        "decisions.csv": _csv(_decisions(data)),
        "README.txt": README.format(title=call.title).encode(),
        "dossier.pdf": printed(call, data),
    }
    manifest = {
        "format": FORMAT,
        "call": call.slug,
        "made_at": timezone.now().isoformat(),
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
    }
    files[MANIFEST] = json.dumps(manifest, indent=1, sort_keys=True).encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def _csv(rows: Iterable[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([plain_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _marks(data: dict[str, Any]) -> Iterable[list[Any]]:
    yield ["application", "layer", "person", "counts", "criterion", "mark"]
    for one in data["evaluations"]:
        for code, mark in one["marks"].items():
            given = "abstain" if mark is None else mark
            yield [one["application"], "individual", one["reviewer"], one["counts"], code, given]
    for one in data["consensus"]:
        for code, mark in one["marks"].items():
            yield [one["application"], "consensus", one["rapporteur"], one["agreed"], code, mark]


def _declarations(data: dict[str, Any]) -> Iterable[list[Any]]:
    yield ["person", "name", "application", "conflict", "reason", "at"]
    for one in data["declarations"]:
        name = data["people"].get(one["person"], {}).get("name", "")
        conflict = "yes" if one["conflict"] else "no"
        yield [one["person"], name, one["application"], conflict, one["reason"], one["at"]]


def _decisions(data: dict[str, Any]) -> Iterable[list[Any]]:
    columns = ["application", "proposed", "outcome", "by_hand", "reason", "reserve", "decided_by",
               "decided_at", "released_at"]  # fmt: skip
    yield columns
    for one in data["decisions"]:
        yield [one[name] for name in columns]
