"""Verifying a dossier from its file alone: what is in it, reckoned again. Pure: no Django, no database."""

import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from hubs.dossier.comparing import of_marks, of_what_was_said
from hubs.dossier.reckoning import ranking_in, stability_in
from hubs.dossier.tables import tables_of
from twinning.core.digest import digest_of

FORMAT = "twinning-dossier/1"
MANIFEST, DATA = "manifest.json", "data.json"
Data = dict[str, Any]


def differences(file: Path) -> list[str]:
    """Every way in which the dossier does not hold together, in sentences; none when it does."""
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
    if manifest["format"] != FORMAT:
        yield f"The format is {manifest['format']}, and not {FORMAT}."
        return
    yield from _of_files(archive, manifest)
    data = json.loads(archive.read(DATA))
    yield from _of_tables(archive, data)
    yield from of_marks(data)
    yield from of_ranking(data)
    yield from of_decisions(data)
    yield from of_what_was_said(data)
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


def of_ranking(data: Data) -> Iterator[str]:
    """The stored ranking and its stability beside those that follow from the marks."""
    stored = {(row["region"], row["application"]): row for row in data["ranking"]}
    reckoned = {(row["region"], row["application"]): row for row in ranking_in(data)}
    for region, application in sorted(stored.keys() ^ reckoned.keys()):
        yield f"{application} ({region}): in the ranking that is stored or in the one reckoned, not in both."
    for key in sorted(stored.keys() & reckoned.keys()):
        for name, value in reckoned[key].items():
            if (was := stored[key][name]) != value:
                yield f"{key[1]} ({key[0]}), {name}: {was} is stored, {value} follows from the marks."
    for name, value in stability_in(data).items():
        if data["stability"][name] != value:
            yield f"stability, {name}: {data['stability'][name]} is stored, {value} follows from the marks."


def of_decisions(data: Data) -> Iterator[str]:
    """Each decision beside the ranking's proposal, and those by hand beside the trail."""
    proposed = {row["application"]: row["proposed"] for row in ranking_in(data)}
    traced = _decided_in_trail(data)
    for one in data["decisions"]:
        name = one["application"]
        said = proposed.get(name)
        if one["in_ranking"] and one["released_at"] and (one["proposed"] or None) != said:
            yield f"{name}: “{one['proposed']}” is stored as proposed, “{said}” follows from the ranking."
        if one["by_hand"] and one["outcome"] != said and not one["reason"].strip():
            yield f"{name}: decided otherwise than by the ranking, without a reason."
        if one["by_hand"] and traced.get(one["id"]) != one["outcome"]:
            yield f"{name}: “{one['outcome']}” is stored, “{traced.get(one['id'])}” stands in the trail."


def _decided_in_trail(data: Data) -> dict[int, str]:
    """The last decision by hand on each application."""
    return {
        trace["subject_id"]: trace["detail"]["outcome"]
        for trace in data["trail"]
        if trace["subject"] == "hubs.expression" and trace["step"] == "decide"
    }


def of_trail(data: Data) -> Iterator[str]:
    """Each trace carries the seal of the one before it, and its own follows from its content."""
    chains: dict[tuple[str, int], tuple[int, str]] = {}
    for trace in data["trail"]:
        chain = (trace["subject"], trace["subject_id"])
        number, before = chains.get(chain, (0, ""))
        content = [
            trace["subject"], trace["subject_id"], trace["number"], trace["step"], trace["actor"],
            trace["at"], trace["detail"], trace["before"],
        ]  # fmt: skip
        if (trace["number"], trace["before"], trace["seal"]) != (number + 1, before, digest_of(content)):
            yield f"trail of {chain[0]} {chain[1]}: number {trace['number']} does not follow from the last."
        chains[chain] = (trace["number"], trace["seal"])
    for chain, (number, seal) in chains.items():
        if data["seals"].get(f"{chain[0]} {chain[1]}") != [number, seal]:
            yield f"trail of {chain[0]} {chain[1]}: it does not end where it ended when the dossier was made."
    for name in sorted(set(data["seals"]) - {f"{subject} {key}" for subject, key in chains}):
        yield f"trail of {name}: it is missing."
