"""What a dossier says of marks and of people, beside scales and trail. Pure: no Django, no database."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Data = dict[str, Any]


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
    lowest, highest = Decimal(scale["minimum"]), Decimal(scale["maximum"])
    return lowest <= Decimal(mark) <= highest and (Decimal(mark) - lowest) % Decimal(scale["increment"]) == 0


ANSWERS = {"file": "filed", "uphold": "upheld", "reject": "rejected", "withdraw": "withdrawn"}


def of_what_was_said(data: Data) -> Iterator[str]:
    """Conflicts of interest that were declared, and answers to redress, beside the trail."""
    names = {one["id"]: one["application"] for one in data["applications"]}
    conflicts = {(one["person"], one["application"]) for one in data["declarations"] if one["conflict"]}
    answered: dict[int, tuple[str, str]] = {}
    for trace in data["trail"]:
        about, step = trace["subject_id"], trace["step"]
        if (trace["subject"], step) == ("hubs.expression", "declare_conflict"):
            if (trace["actor"], names.get(about)) not in conflicts:
                yield f"{names.get(about)}: {trace['actor']} declared a conflict in the trail, and not here."
        elif trace["subject"] == "hubs.redress" and step in ANSWERS:
            whose = trace["detail"].get("expression") if step == "file" else None
            answered[about] = (names.get(whose) or answered.get(about, ("", ""))[0], ANSWERS[step])
    told = sorted((one["application"], one["status"]) for one in data["redress"])
    if told != sorted(answered.values()):
        yield f"redress: {told} is stored, {sorted(answered.values())} stands in the trail."
