"""What a withdrawal drill reckons with: who is selected, who waits in reserve, and which pairs run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hubs.pairing.problem import Pair, Problem
from hubs.pairing.reading import Case
from twinning.core.digest import digest_of


@dataclass(frozen=True)
class Situation:
    """Keys are those of applications, as texts. `reserves` are by region, in their order."""

    document: dict[str, Any]
    forbidden: frozenset[Pair]
    running: frozenset[Pair]
    selected: tuple[str, ...]
    reserves: Mapping[str, tuple[str, ...]]

    @cached_property
    def problem(self) -> Problem:
        return Case(self.document).problem.but(forbidden=self.forbidden)

    @property
    def key(self) -> str:
        """Stands for everything that a repair depends on, and for nothing else."""
        document = {
            name: value for name, value in self.document.items() if name not in ("names", "forbidden")
        }
        pools = [[{**hub, "name": ""} for hub in pool["hubs"]] for pool in document.pop("pools")]
        pairs = sorted(self.forbidden), sorted(self.running)
        return digest_of([document, pools, pairs, sorted(self.selected), self.reserves])

    def without(self, gone: str) -> "Situation":
        """As it is when this hub has left; the pairs that it is in are gone with it."""
        pools = [
            {**pool, "hubs": [_apart(hub, gone) for hub in pool["hubs"] if hub["key"] != gone]}
            for pool in self.document["pools"]
        ]
        said = [one for one in self.document["preferences"] if one["hub"] != gone]
        preferences = [left for one in said if (left := _preferring(one, gone))]
        return replace(
            self,
            document={**self.document, "pools": pools, "preferences": preferences},
            forbidden=frozenset(pair for pair in self.forbidden if gone not in pair),
            running=frozenset(pair for pair in self.running if gone not in pair),
            selected=tuple(key for key in self.selected if key != gone),
        )


def _apart(hub: dict[str, Any], gone: str) -> dict[str, Any]:
    contacts = [key for key in hub["profile"]["contacts"] if key != gone]
    return {**hub, "profile": {**hub["profile"], "contacts": contacts}}


def _preferring(said: dict[str, Any], gone: str) -> dict[str, Any] | None:
    """What it wishes among those that are left; the next choice moves up."""
    prefers = [left for keys in said["prefers"] if (left := [key for key in keys if key != gone])]
    not_with = [key for key in said["not_with"] if key != gone]
    return {**said, "prefers": prefers, "not_with": not_with} if prefers or not_with else None
