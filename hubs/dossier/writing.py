"""A dossier as a file: data for programs, tables for spreadsheets, a PDF to read, and what each holds."""

import io
import json
import zipfile
from hashlib import sha256

from django.utils import timezone

from hubs.dossier.collecting import data_of
from hubs.dossier.printing import printed
from hubs.dossier.tables import tables_of
from hubs.dossier.verifying.whole import DATA, FORMAT, MANIFEST
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
    told = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode()
    files = {
        DATA: told,
        **tables_of(data),
        "README.txt": README.format(title=call.title).encode(),
        "dossier.pdf": printed(call, data, digest=sha256(told).hexdigest()),
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
