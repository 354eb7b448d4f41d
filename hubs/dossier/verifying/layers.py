"""The marks and words of a dossier beside the seals that the trail holds of them.
Pure: no Django, no database.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hubs.dossier.sealing import LAYERS, MARKS, NOTHING, SAID, WORDS, seal_of_marks, seal_of_words
from hubs.dossier.verifying.following import Note, Trail, keys_in
from hubs.evaluation.scoring import fits_scale

Data = dict[str, Any]
CLOSING = {"evaluation": "submit", "consensus": "agree"}
OLD = "from before there were seals: only the ranking and the stability tell of their marks"


def of_marks(data: Data) -> Iterator[str]:
    """Each mark is on the scale of its criterion, be it of an evaluation that does not count."""
    scales = {one["code"]: one for one in data["criteria"]}
    for layer, who in (("evaluations", "reviewer"), ("consensus", "rapporteur")):
        for one in data[layer]:
            for code, mark in one["marks"].items():
                if mark is not None and not _is_on(scales.get(code), mark):
                    yield f"{one['application']}, {one[who]}, {code}: {mark} is not on the scale."


def _is_on(scale: Data | None, mark: str) -> bool:
    if scale is None or not Decimal(mark).is_finite():
        return False
    return fits_scale(Decimal(mark), *(Decimal(scale[name]) for name in ("minimum", "maximum", "increment")))


def of_layers(data: Data, trail: Trail) -> Iterator[str]:
    """Evaluations and consensuses: who gave which marks and words, whether they are in, and whether they
    count; and none that the trail knows is missing.
    """
    keys = keys_in(data)
    for one in data["evaluations"]:
        yield from _of_evaluation(one, keys, trail)
    for one in data["consensus"]:
        yield from _of_consensus(one, keys, trail)
    for kind, rows in (("evaluation", data["evaluations"]), ("consensus", data["consensus"])):
        there = {one["id"] for one in rows}
        for key, _traces in trail.of(kind):
            if key not in there:
                yield f"{kind} {key}: it stands in the trail, and not here."
        old = sum(1 for one in rows if _is_closed(kind, one) and not one["salts"]["marks"])
        if old:
            yield Note(f"{old} of {len(rows)} in the layer {kind} are {OLD}.")


def _is_closed(kind: str, one: Data) -> bool:
    return one["status"] == "submitted" if kind == "evaluation" else one["agreed"]


def _of_evaluation(one: Data, keys: dict[str, int], trail: Trail) -> Iterator[str]:
    name = f"{one['application']}, {one['reviewer']}"
    told = trail.status("evaluation", one["id"], {"submit": "submitted", "reopen": "draft"}) or "draft"
    if one["status"] != told:
        yield f"{name}: this evaluation is “{one['status']}” here, and “{told}” in the trail."
    asked = ("assignment", one["assignment"])
    taken = trail.last(*asked, "accept", "recuse", "dismiss")
    counts = told == "submitted" and taken is not None and taken["step"] == "accept"
    if one["counts"] != counts:
        yield f"{name}: it {'counts' if one['counts'] else 'does not count'} here, unlike in the trail."
    about, whose = (trail.detail(*asked, what, "accept") for what in ("expression", "reviewer"))
    if about and (about, f"user {whose}") != (keys.get(one["application"]), one["reviewer"]):
        yield f"{name}: another reviewer, or another application, stands in the trail of this evaluation."
    yield from _of_layer("evaluation", one, keys, trail, name)


def _of_consensus(one: Data, keys: dict[str, int], trail: Trail) -> Iterator[str]:
    name = f"{one['application']}, consensus"
    told = trail.status("consensus", one["id"], {"agree": "agreed", "reopen": "draft"}) == "agreed"
    if one["agreed"] != told:
        yield f"{name}: {'agreed' if one['agreed'] else 'not agreed'} here, unlike in the trail."
    about, named = (
        trail.detail("consensus", one["id"], what, "name_rapporteur") for what in ("expression", "rapporteur")
    )
    if about and about != keys.get(one["application"]):
        yield f"{name}: it is of another application in the trail."
    if one["rapporteur"] and named and one["rapporteur"] != f"user {named}":
        yield f"{name}: the rapporteur is {one['rapporteur']} here, and user {named} in the trail."
    yield from _of_layer("consensus", one, keys, trail, name)


def _of_layer(kind: str, one: Data, keys: dict[str, int], trail: Trail, name: str) -> Iterator[str]:
    """Its seals, once it is closed; before that there is nothing that anybody gave."""
    if not _is_closed(kind, one):
        there = [one[part] for part in NOTHING] + [one[LAYERS[kind][1]], *one["salts"].values()]
        if any(there):
            yield f"{name}: not handed in, and there are marks or words."
        return
    closing = trail.last(kind, one["id"], CLOSING[kind])
    sealed = closing["detail"] if closing else {}
    about = keys.get(one["application"], 0)
    salts = {part: salt or "" for part, salt in one["salts"].items()}
    if MARKS in sealed:
        if sealed[MARKS] != seal_of_marks(kind, one, about, salts["marks"]):
            yield f"{name}: the marks are not those that were sealed when they were given."
    elif any(one["salts"].values()):
        yield f"{name}: there is a salt, and no seal in the trail."
    if WORDS not in sealed or sealed[WORDS] == seal_of_words(kind, one, salts["words"]):
        return
    if any(one[part] for part in SAID) or salts["words"] or not trail.is_cleared(about):
        yield f"{name}: the comments are not those that were sealed when they were given."
