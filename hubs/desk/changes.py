"""What has changed in the rows since a scenario was made, in words."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from hubs.desk.scenarios import today_of
from hubs.models import Scenario
from hubs.pairing.boards import without
from hubs.problem.wording import listed

Document = Mapping[str, Any]


def is_stale(scenario: Scenario) -> bool:
    """Whether a scenario made now would begin with something else."""
    return bool(changes_of_rows(scenario))


def changes_of_rows(scenario: Scenario, hidden: Collection[str] = ()) -> list[str]:
    """A sentence for each kind of change; empty when a scenario made now would begin the same."""
    today = today_of(scenario)
    if today is None:
        return [_("Today there is nobody left to pair: the hubs have left, or are paired already.")]
    return changes_between(without(scenario.inputs, hidden), without(today, hidden))


def changes_between(then: Document, now: Document) -> list[str]:
    """What the second document says otherwise, but for names and the year of making."""
    before, after = _hubs(then), _hubs(now)
    both = before.keys() & after.keys()
    changed = {key for key in both if _said(before, key) != _said(after, key)}
    lists = [
        (_("No longer to be paired: %(hubs)s."), before, before.keys() - after.keys()),
        (_("New: %(hubs)s."), after, after.keys() - before.keys()),
        (_("Changed since: %(hubs)s."), after, changed),
    ]
    told = [says % {"hubs": _listed(hubs, keys)} for says, hubs, keys in lists if keys]
    if _wishes(then, both) != _wishes(now, both):
        told.append(_("Hubs have changed whom they would like, or would not."))
    if _ruled_out(then, both) != _ruled_out(now, both):
        told.append(_("Other pairs are ruled out."))
    if _rules(then) != _rules(now):
        told.append(_("The weights or the office hours of the call have changed."))
    return told


def _hubs(document: Document) -> dict[str, dict[str, Any]]:
    return {hub["key"]: hub for pool in document["pools"] for hub in pool["hubs"]}


def _said(hubs: Document, key: str) -> dict[str, Any]:
    return {name: value for name, value in hubs[key].items() if name != "name"}


def _listed(hubs: Document, keys: Collection[str]) -> str:
    return listed(sorted(hubs[key]["name"] for key in keys))


def _wishes(document: Document, keys: Collection[str]) -> dict[str, Any]:
    """Of hubs that are in both documents, about such."""
    found = {}
    for one in document.get("preferences", ()):
        ranks = [[key for key in rank if key in keys] for rank in one.get("prefers", ())]
        not_with = sorted(key for key in one.get("not_with", ()) if key in keys)
        said = [rank for rank in ranks if rank], not_with
        if one["hub"] in keys and any(said):
            found[one["hub"]] = said
    return found


def _ruled_out(document: Document, keys: Collection[str]) -> set[frozenset[str]]:
    pairs = {frozenset(one["hubs"]) for one in document.get("forbidden", ())}
    return {pair for pair in pairs if pair <= set(keys)}


def _rules(document: Document) -> list[Any]:
    hours = document["hours"]
    return [document["weights"], hours["opens"], hours["closes"]]
