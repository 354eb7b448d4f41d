"""What people declared, complained of and were given, beside the trail. Pure: no Django, no database."""

from collections.abc import Iterator
from typing import Any

from hubs.dossier.sealing import WORDS, seal_of_text
from hubs.dossier.verifying.following import Note, Trail, keys_in

Data = dict[str, Any]
DECLARING = ("declare_conflict", "declare_none")
ANSWERS = {"file": "filed", "uphold": "upheld", "reject": "rejected", "withdraw": "withdrawn"}


def of_declarations(data: Data, trail: Trail) -> Iterator[str]:
    """Who declared what, and when; each that the trail knows is here."""
    keys = keys_in(data)
    names = {key: name for name, key in keys.items()}
    traced = _declared(trail)
    here = {(one["person"], keys.get(one["application"], 0)): one for one in data["declarations"]}
    for person, about in sorted(traced.keys() - here.keys()):
        if about in names:
            yield f"{names[about]}: {person} declared on conflicts in the trail, and not here."
    for (person, about), one in here.items():
        yield from _of_declaration(one, about, traced.get((person, about), []), trail)


def _of_declaration(one: Data, about: int, traces: list[Data], trail: Trail) -> Iterator[str]:
    name = f"{one['application']}, {one['person']}"
    if not traces:
        yield Note(f"{name}: what was declared on conflicts stands in no trace.")
        return
    conflicts = [trace for trace in traces if trace["step"] == "declare_conflict"]
    if one["conflict"] != bool(conflicts):
        yield f"{name}: {'a' if one['conflict'] else 'no'} conflict here, unlike in the trail."
    said = {key: value for trace in conflicts or traces for key, value in trace["detail"].items()}
    if said.get("declared_at", one["at"]) != one["at"]:
        yield f"{name}: declared at another time in the trail."
    yield from _of_text(said, one, "reason", f"{name}: the reason", trail, about)


def _declared(trail: Trail) -> dict[tuple[str, int], list[Data]]:
    """The traces of each person's declarations on each application."""
    found: dict[tuple[str, int], list[Data]] = {}
    for key, traces in trail.of("expression"):
        for trace in traces:
            if trace["step"] in DECLARING:
                person = trace["detail"].get("person")
                found.setdefault((f"user {person}" if person else trace["actor"], key), []).append(trace)
    for _key, traces in trail.of("assignment"):
        for trace in traces:
            said = trace["detail"]
            if trace["step"] == "accept" and "declared_at" in said:  # imported
                found.setdefault((f"user {said['reviewer']}", said["expression"]), []).append(trace)
    return found


def _of_text(said: Data, one: Data, part: str, name: str, trail: Trail, about: int) -> Iterator[str]:
    """A text beside its seal; it may be gone after its time, and its salt with it."""
    if WORDS not in said:
        if one["salt"] or (one[part] and {"declared_at", "filed_at", "answered_at"} & said.keys()):
            yield f"{name} has a salt, or words, and no seal in the trail."
        return
    if said[WORDS] == seal_of_text(one["salt"] or "", one[part]):
        return
    if one[part] or one["salt"] or not trail.is_cleared(about):
        yield f"{name} is not the one that was sealed."


def of_redress(data: Data, trail: Trail) -> Iterator[str]:
    """Complaints and findings; each that the trail knows is here."""
    keys = keys_in(data)
    here = {one["id"]: one for one in data["redress"]}
    filed = {key for key, _traces in trail.of("redress")}
    for key in keys.values():
        filed |= {trace["detail"]["redress"] for trace in trail.steps("expression", key, "file_redress")}
    for key in sorted(filed ^ here.keys()):
        yield f"redress {key}: in the trail or here, not in both."
    for key in sorted(filed & here.keys()):
        yield from _of_complaint(here[key], keys.get(here[key]["application"], 0), trail)


def _of_complaint(one: Data, about: int, trail: Trail) -> Iterator[str]:
    key, name = one["id"], f"{one['application']}, redress"
    status = trail.status("redress", key, ANSWERS)
    if (trail.detail("redress", key, "expression", "file"), status) != (about, one["status"]):
        yield f"{name}: “{one['status']}” is stored, “{status}” stands in the trail."
    for part, at, *steps in (("text", "filed_at", "file"), ("finding", "answered_at", "uphold", "reject")):
        last = trail.last("redress", key, *steps)
        if (last["detail"].get(at, one[at]) if last else None) != one[at]:
            yield f"{name}: {at} is another in the trail."
        if last:
            yield from _of_text(last["detail"], one, part, f"{name}: the {part}", trail, about)
        elif one[part]:
            yield f"{name}: a {part} is stored, and none stands in the trail."


def of_replacements(data: Data, trail: Trail) -> Iterator[str]:
    """Places given from the reserve; each that the trail knows is here."""
    keys = keys_in(data)
    here = {keys.get(one["joined"], 0): one for one in data["replacements"]}
    traced = {key: trail.last("expression", key, "replace") for key in keys.values()}
    given = {key: trace for key, trace in traced.items() if trace}
    for key in sorted(given.keys() ^ here.keys()):
        yield f"replacement of {key}: in the trail or here, not in both."
    for key in sorted(given.keys() & here.keys()):
        one, trace = here[key], given[key]
        said = trace["detail"]
        told = (said["left"], said["reason"], trace["actor"], said.get("given_at", one["at"]))
        if told != (keys.get(one["left"]), one["reason"], one["by"], one["at"]):
            yield f"{one['joined']}: the place was given otherwise in the trail."
