"""The call, its applications and its decisions beside the trail, and beside the seals of rules and decisions.
Pure: no Django, no database.
"""

from collections.abc import Iterator
from typing import Any

from hubs.dossier.reckoning import ranking_in
from hubs.dossier.sealing import DECISIONS, RULES, seal_of_decisions, seal_of_rules
from hubs.dossier.verifying.following import Note, Trail

Data = dict[str, Any]
CALL = {"publish": "published", "release": "released", "archive": "archived"}
APPLICATION = {
    "submit": "submitted", "restore": "submitted", "reopen": "draft", "resume": "draft",
    "withdraw": "withdrawn", "select": "selected", "reserve": "reserve", "decline": "not_selected",
    "replace": "selected",
}  # fmt: skip
HANDED_IN = ("submit", "restore", "answer clarification")


def of_call(data: Data, trail: Trail) -> Iterator[str]:
    """Its status, its rules as they were last sealed, and all decisions as the release sealed them."""
    call = data["call"]
    [key] = [key for key, _traces in trail.of("call")] or [0]
    told = trail.status("call", key, CALL) or "draft"
    if call["status"] != told:
        yield f"{call['slug']}: the call is “{call['status']}” here, and “{told}” in the trail."
    rules = trail.detail("call", key, RULES, "publish", "revise", "extend", "release")
    if rules is None:
        yield Note("The call was published before its rules were sealed.")
    elif rules != seal_of_rules(data):
        yield "The call's rules (its times, places, criteria or texts) are not those that were sealed."
    yield from _of_release(data, trail.last("call", key, "release"))


def _of_release(data: Data, released: Data | None) -> Iterator[str]:
    sealed = released["detail"].get(DECISIONS) if released else None
    if sealed and sealed != seal_of_decisions(data):
        yield "What was decided, or what it was decided on, is not what the release sealed."
    elif released and not sealed:
        yield Note("The decisions were released before they were sealed.")
    elif not released and any(one["released_at"] for one in data["decisions"]):
        yield "Decisions are released, and the trail knows of no release."
    elif not sealed and data["call"]["salt"]:
        yield "There is a salt for the decisions, and the trail knows of no seal."


def of_applications(data: Data, trail: Trail) -> Iterator[str]:
    """Where each stands, what it handed in and when, and whether it is declined as not eligible."""
    for one in data["applications"]:
        key, name = one["id"], one["application"]
        told = trail.status("expression", key, APPLICATION)
        if one["status"] != told:
            yield f"{name}: it is “{one['status']}” here, and “{told}” in the trail."
        yield from _of_eligibility(one, trail, races=data["call"]["status"] == "published")
        for part in ("digest", "submitted_at"):
            said = trail.detail("expression", key, part, *HANDED_IN)
            if said is not None and said != one[part]:
                yield f"{name}, {part}: {one[part]} is stored, {said} stands in the trail."
        hub = trail.detail("expression", key, "hub", "submit")
        if hub is not None and hub != name:
            yield f"{name}: the trail of this application is that of {hub}."


def _of_eligibility(one: Data, trail: Trail, *, races: bool) -> Iterator[str]:
    """While nothing is released the ranking holds what is submitted, and not declined as not eligible."""
    name = one["application"]
    declined = trail.last("expression", one["id"], "decline ineligible", "admit")
    reason = declined["detail"]["reason"] if declined and declined["step"] != "admit" else None
    if one["not_eligible"] != reason:
        yield f"{name}: whether it is declined as not eligible, or why, is another in the trail."
    if races and one["in_ranking"] != (one["status"] == "submitted" and reason is None):
        yield f"{name}: it is {'' if one['in_ranking'] else 'not '}ranked, unlike in the trail."


def of_decisions(data: Data, trail: Trail) -> Iterator[str]:
    """Each decision beside the ranking's proposal, and those by hand beside the trail."""
    keys = {one["id"]: one for one in data["applications"]}
    proposed = {row["application"]: row["proposed"] for row in ranking_in(data)}
    for one in data["decisions"]:
        name = one["application"]
        about = keys.get(one["id"], {})
        if (about.get("application"), about.get("in_ranking")) != (name, one["in_ranking"]):
            yield f"{name}: a decision on another application, or in the ranking and here not."
        said = proposed.get(name)
        if one["in_ranking"] and one["released_at"] and (one["proposed"] or None) != said:
            yield f"{name}: “{one['proposed']}” is stored as proposed, “{said}” follows from the ranking."
        if one["by_hand"] and one["outcome"] != said and not one["reason"].strip():
            yield f"{name}: decided otherwise than by the ranking, without a reason."
        last = trail.last("expression", one["id"], "decide", "admit")
        trace = last if last and last["step"] == "decide" else None
        if one["by_hand"]:
            yield from _by_hand(one, trace)
        elif trace:
            yield f"{name}: decided by hand in the trail, and not here."


def _by_hand(one: Data, trace: Data | None) -> Iterator[str]:
    told = trace["detail"]["outcome"] if trace else None
    if one["outcome"] != told:
        yield f"{one['application']}: “{one['outcome']}” is stored, “{told}” stands in the trail."
    elif trace and not one["released_at"] and (one["proposed"] or "") != trace["detail"]["said_by_ranking"]:
        yield f"{one['application']}: the ranking said something else in the trail."
    elif trace:
        said = (
            trace["detail"]["reason"],
            trace["actor"],
            trace["detail"].get("decided_at", one["decided_at"]),
        )
        if said != (one["reason"], one["decided_by"], one["decided_at"]):
            yield f"{one['application']}: decided by somebody else, at another time or for another reason."
