"""The office has the dossier made; an auditor reckons the ranking again from the file alone."""

import io
import zipfile
from pathlib import Path

from pypdf import PdfReader

from tests.journeys.chapters.selecting import open_call
from tests.journeys.forces import verified
from tests.journeys.ground import CLOSED, FIRST, SECOND
from tests.journeys.person import Person, words_of
from tests.journeys.product import Product


def verify(cora: Person, product: Product, folder: Path) -> None:
    open_call(cora, CLOSED)
    cora.follow("Ranking and decisions")
    cora.follow("Dossier")
    cora.press("Have a dossier made")
    file = folder / "dossier.zip"
    file.write_bytes(cora.take_away("ZIP"))
    with zipfile.ZipFile(file) as dossier:
        [paper] = [name for name in dossier.namelist() if name.endswith(".pdf")]
        text = words_of(PdfReader(io.BytesIO(dossier.read(paper))))
    assert FIRST in text
    assert SECOND in text
    told = verified(file, product)
    assert told.returncode == 0, told.stderr
    assert "The ranking follows from the marks, and the trail is whole." in told.stdout
