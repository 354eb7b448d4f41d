"""Faults of a document that its schema cannot see: each part is allowed, and together they make no sense."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from math import prod
from typing import Any
from zoneinfo import available_timezones

from hubs.pairing.fit import WEIGHTS
from hubs.pairing.saying import Said, gettext_noop
from hubs.pairing.schema import Fault

Document = Mapping[str, Any]
MOST_OF_THREE = 8_000  # combinations of three hubs


def contradictions(document: Document) -> Iterator[Fault]:
    """What each by itself is allowed, and together makes no sense."""
    pool_of: dict[str, int] = {}
    for number, pool in enumerate(document["pools"]):
        for place, hub in enumerate(pool["hubs"]):
            path = f"/pools/{number}/hubs/{place}"
            if hub["key"] in pool_of:
                yield Fault(f"{path}/key", Said(gettext_noop("This key is used more than once.")))
            pool_of[hub["key"]] = number
            zone = hub.get("profile", {}).get("place", {}).get("zone")
            if zone is not None and zone not in _zones():
                yield Fault(f"{path}/profile/place/zone", Said(gettext_noop("This time zone is not known.")))
    yield from _faults_of_pairs(document, pool_of)
    yield from _faults_of_preferences(document, pool_of)
    yield from _faults_of_numbers(document)
    if "fits" in document:
        yield from _faults_of_fits(document)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _faults_of_pairs(document: Document, pool_of: Mapping[str, int]) -> Iterator[Fault]:
    for name in ("forbidden", "locked"):
        for number, pair in enumerate(document.get(name, ())):
            path = f"/{name}/{number}/hubs"
            yield from _unknown(pair["hubs"], path, pool_of)
            pools = {pool_of.get(key) for key in pair["hubs"]}
            if len(pools) == 1 and pools != {None}:
                yield Fault(path, Said(gettext_noop("These two hubs are in the same pool.")))


def _unknown(keys: list[str], path: str, pool_of: Mapping[str, int]) -> Iterator[Fault]:
    for place, key in enumerate(keys):
        if key not in pool_of:
            yield Fault(f"{path}/{place}", Said(gettext_noop("No hub has this key.")))


def _faults_of_preferences(document: Document, pool_of: Mapping[str, int]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, one in enumerate(document.get("preferences", ())):
        path = f"/preferences/{number}"
        if one["hub"] not in pool_of:
            yield Fault(f"{path}/hub", Said(gettext_noop("No hub has this key.")))
        if one["hub"] in seen:
            yield Fault(f"{path}/hub", Said(gettext_noop("This hub has said its preferences already.")))
        seen.add(one["hub"])
        lists = {f"prefers/{rank}": keys for rank, keys in enumerate(one.get("prefers", ()))}
        for name, keys in {**lists, "not_with": one.get("not_with", [])}.items():
            yield from _unknown(keys, f"{path}/{name}", pool_of)
            own = [place for place, key in enumerate(keys) if pool_of.get(key) == pool_of.get(one["hub"], -1)]
            for place in own:
                yield Fault(f"{path}/{name}/{place}", Said(gettext_noop("This hub is in the same pool.")))


def _faults_of_numbers(document: Document) -> Iterator[Fault]:
    if "weights" in document and not any(document["weights"].values()):
        yield Fault("/weights", Said(gettext_noop("At least one weight has to be above zero.")))
    weighed = document.get("weights", WEIGHTS).get("hours", 0)
    if weighed and "hours" not in document and "fits" not in document:
        yield Fault("/hours", Said(gettext_noop("Say of which year the working hours are to be reckoned.")))
    hours = document.get("hours", {})
    if hours.get("opens", "09:00") >= hours.get("closes", "17:00"):
        yield Fault("/hours/closes", Said(gettext_noop("A working day has to end after it begins.")))
    pools = document["pools"]
    if len({pool["code"] for pool in pools}) < len(pools):
        yield Fault("/pools", Said(gettext_noop("Two pools have the same code.")))
    if len(pools) == 3 and prod(len(pool["hubs"]) for pool in pools) > MOST_OF_THREE:
        says = gettext_noop("Three pools of this size have more than %(number)s combinations.")
        yield Fault("/pools", Said(says, {"number": MOST_OF_THREE}))


def _faults_of_fits(document: Document) -> Iterator[Fault]:
    sizes = {pool["code"]: len(pool["hubs"]) for pool in document["pools"]}
    wanted = list(combinations(sizes, 2))
    found = [tuple(one["pools"]) for one in document["fits"]]
    for codes in wanted:
        if found.count(codes) != 1:
            says = gettext_noop(
                "There has to be one table of scores for %(first)s and %(second)s, in this order."
            )
            yield Fault("/fits", Said(says, {"first": codes[0], "second": codes[1]}))
    for number, one in enumerate(document["fits"]):
        rows, columns = (sizes.get(code, -1) for code in one["pools"])
        if tuple(one["pools"]) not in wanted:
            yield Fault(
                f"/fits/{number}/pools", Said(gettext_noop("There are no such two pools in this order."))
            )
        elif len(one["scores"]) != rows or any(len(row) != columns for row in one["scores"]):
            says = gettext_noop("This table needs %(rows)s rows of %(columns)s scores.")
            yield Fault(f"/fits/{number}/scores", Said(says, {"rows": rows, "columns": columns}))
