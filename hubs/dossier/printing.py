"""A dossier as a PDF, in the programme's English, on the call's clock."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation

from hubs.dossier.verifying.following import parted
from hubs.dossier.verifying.whole import of_data
from hubs.models import Call, Outcome, Programme
from twinning.core.digest import digest_of
from twinning.core.pdf import pdf_of
from twinning.core.prose import paragraphs

Data = dict[str, Any]


def printed(call: Call, data: Data, *, digest: str) -> bytes:
    """The PDF of these data, whose file has this digest."""
    with translation.override("en"), timezone.override(ZoneInfo(call.time_zone)):
        markup = render_to_string("print/dossier.html", context_of(call, data) | {"digest": digest})
    return pdf_of(markup, identifier=digest_of(data))


def context_of(call: Call, data: Data) -> Data:
    """What the template shows, put together once."""
    programme = Programme.current()
    hubs = {one["application"]: one["hub"] for one in data["applications"]}
    people = {name: person["name"] or person["email"] for name, person in data["people"].items()}
    faults, notes = parted(of_data(data))
    return {
        "title": f"Decision dossier: {call.title}",
        "sample_notice": "sample programme: this selection is a sample" if programme.shows_samples else "",
        "programme": programme.name,
        "call": call,
        "made_at": timezone.now(),
        "data": data,
        "text": paragraphs(data["texts"][-1]["text"] if data["texts"] else call.text),
        "regions": list(_regions(call, data, hubs)),
        "declared": _declared(data, hubs, people),
        "evaluations": _evaluated([one for one in data["evaluations"] if one["counts"]], hubs, people),
        "agreed": _evaluated([one for one in data["consensus"] if one["agreed"]], hubs, people),
        "changing": [_changing(one, hubs, people, data) for one in data["stability"]["changing"]],
        "selected": len(data["stability"]["selected"]),
        "redress": [one | {"hub": hubs[one["application"]]} for one in data["redress"]],
        "replacements": [
            one | {"left": hubs[one["left"]], "joined": hubs[one["joined"]], "at": _when(one["at"])}
            for one in data["replacements"]
        ],
        "chains": len(data["seals"]),
        "traces": len(data["trail"]),
        "faults": faults,
        "notes": notes,
    }


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _regions(call: Call, data: Data, hubs: Data) -> Any:
    codes = [one["code"] for one in data["criteria"]]
    for place in call.places.select_related("region"):
        rows = [
            row
            | {"figures": [row["marks"].get(code, "–") for code in codes]}
            | {"outcome": Outcome(row["decision"]).label if row["decision"] else "–"}
            for row in data["ranking"]
            if row["region"] == place.region.code
        ]
        yield {"name": place.region.name, "places": place.number, "rows": rows}


def _declared(data: Data, hubs: Data, people: Data) -> list[Data]:
    """By persons: of which hubs they are free, and with which they have a conflict."""
    found: dict[str, Data] = {}
    for one in data["declarations"]:
        name = people.get(one["person"], one["person"])
        theirs = found.setdefault(one["person"], {"name": name, "free": [], "conflicts": []})
        hub = hubs[one["application"]]
        if one["conflict"]:
            theirs["conflicts"].append({"hub": hub, "reason": one["reason"]})
        else:
            theirs["free"].append(hub)
    return list(found.values())


def _evaluated(layer: list[Data], hubs: Data, people: Data) -> list[Data]:
    """By applications: who gave which marks."""
    found: dict[str, list[Data]] = {}
    for one in layer:
        person = one.get("reviewer") or one.get("rapporteur") or ""
        marks = ", ".join(
            f"{code} {'abstained' if mark is None else mark}" for code, mark in one["marks"].items()
        )
        told = {"name": people.get(person, person or "–"), "marks": marks}
        found.setdefault(one["application"], []).append(told)
    return [{"hub": hubs[application], "lines": lines} for application, lines in found.items()]


def _changing(one: Data, hubs: Data, people: Data, data: Data) -> Data:
    criteria = {each["code"]: each["name"] for each in data["criteria"]}
    if one["kind"] == "reviewer":
        what = f"without {people.get(one['of'], one['of'])}"
    else:
        what = f"weight of {criteria[one['of']]} {'up' if not one['share'].startswith('-') else 'down'} 20 %"
    names = {part: [hubs[name] for name in one[part]] for part in ("enter", "leave", "tied")}
    return {"what": what} | names
