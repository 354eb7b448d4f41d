"""The ranking that a dossier tells, beside what follows from its marks and decisions.
Pure: no Django, no database.
"""

from collections.abc import Iterator
from typing import Any

from hubs.dossier.reckoning import ranking_in, stability_in

Data = dict[str, Any]


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


def of_rows(data: Data) -> Iterator[str]:
    """What the ranking repeats: of the application, and of what was decided on it."""
    hubs = {one["application"]: one["hub"] for one in data["applications"]}
    decided = {one["application"]: one for one in data["decisions"]}
    for row in data["ranking"]:
        one = decided.get(row["application"])
        told = {"hub": hubs.get(row["application"])}
        told |= {"decision": one and one["outcome"], "by_hand": one and one["by_hand"]}
        told |= {"reason": one["reason"] if one else "", "reserve": one and one["reserve"]}
        for name, value in told.items():
            if row[name] != value:
                yield f"{row['application']} in the ranking, {name}: {row[name]}, and {value} elsewhere here."
