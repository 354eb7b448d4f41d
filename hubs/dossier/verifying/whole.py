"""Verifying a dossier from its file alone: what is in it, reckoned again. Pure: no Django, no database."""

import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from hubs.dossier.sealing import DECISIONS, MARKS, RULES, WORDS
from hubs.dossier.tables import tables_of
from hubs.dossier.verifying.comparing import of_declarations, of_redress, of_replacements
from hubs.dossier.verifying.deciding import of_applications, of_call, of_decisions
from hubs.dossier.verifying.following import Note, Trail, of_trail, parted
from hubs.dossier.verifying.layers import of_layers, of_marks
from hubs.dossier.verifying.ranked import of_ranking, of_rows

FORMAT = "twinning-dossier/2"
UNSEALED = "twinning-dossier/1"  # from before the trail held seals of what it tells of
MANIFEST, DATA = "manifest.json", "data.json"
Data = dict[str, Any]


def differences(file: Path) -> list[str]:
    """Every way in which the dossier does not hold together, in sentences; none when it does."""
    return parted(told(file))[0]


def told(file: Path) -> list[str]:
    """The same, and notes on what cannot be compared, which are no differences."""
    try:
        with zipfile.ZipFile(file) as archive:
            return list(_in_archive(archive))
    except (OSError, zipfile.BadZipFile) as error:
        return [f"The file cannot be read as a ZIP archive: {error}."]
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        return [f"The data are not in the format {FORMAT}: {type(error).__name__} {error}."]


def _in_archive(archive: zipfile.ZipFile) -> Iterator[str]:
    if damaged := archive.testzip():
        yield f"{damaged} is damaged."
        return
    manifest = json.loads(archive.read(MANIFEST))
    if manifest["format"] not in (FORMAT, UNSEALED):
        yield f"The format is {manifest['format']}, and not {FORMAT}."
        return
    yield from _of_files(archive, manifest)
    data = json.loads(archive.read(DATA))
    if manifest["call"] != data["call"]["slug"]:
        yield f"{MANIFEST}: it is of another call."
    yield from _of_tables(archive, data)
    yield from of_unsealed(data) if manifest["format"] == UNSEALED else of_data(data)


def of_data(data: Data) -> Iterator[str]:
    """What the data say, each beside what it follows from."""
    trail = Trail(data)
    yield from of_marks(data)
    yield from of_ranking(data)
    yield from of_rows(data)
    yield from of_decisions(data, trail)
    yield from of_call(data, trail)
    yield from of_applications(data, trail)
    yield from of_layers(data, trail)
    yield from of_declarations(data, trail)
    yield from of_replacements(data, trail)
    yield from of_redress(data, trail)
    yield from of_trail(data)


def of_unsealed(data: Data) -> Iterator[str]:
    """What a dossier of the first format can be asked: it held nothing that seals are reckoned from."""
    if any({MARKS, WORDS, RULES, DECISIONS} & trace["detail"].keys() for trace in data["trail"]):
        yield f"The trail holds seals: a dossier of the format {UNSEALED} knows of none."
    yield Note(
        f"A dossier of the format {UNSEALED}: nothing seals what does not follow from other parts of it."
    )
    yield from of_marks(data)
    yield from of_ranking(data)
    yield from of_decisions(data, Trail(data))
    yield from of_trail(data)


def _of_files(archive: zipfile.ZipFile, manifest: Data) -> Iterator[str]:
    there = set(archive.namelist()) - {MANIFEST}
    for name in sorted(there ^ set(manifest["files"])):
        yield f"{name}: named in the manifest or in the archive, and not in the other."
    for name in sorted(there & set(manifest["files"])):
        if sha256(archive.read(name)).hexdigest() != manifest["files"][name]:
            yield f"{name}: its content is not what the manifest says."


def _of_tables(archive: zipfile.ZipFile, data: Data) -> Iterator[str]:
    for name, content in tables_of(data).items():
        if name in archive.namelist() and archive.read(name) != content:
            yield f"{name}: its rows are not those of {DATA}."
