"""From a document of the schema `twinning-pairing/1` to the plain values that are solved, or its faults."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from functools import cached_property
from itertools import chain, combinations
from typing import Any

from hubs.pairing.contradictions import contradictions
from hubs.pairing.fit import WEIGHTS
from hubs.pairing.matrices import scores
from hubs.pairing.pools import Pools
from hubs.pairing.problem import Candidate, Pair, Problem
from hubs.pairing.profiles import Hours, Place, Profile, Wish
from hubs.pairing.schema import INPUT, Fault, faults

Document = Mapping[str, Any]
UNUSED = {"year": 2000}  # where no score depends on it
FEW = 60  # hubs in a pool, up to which alternatives are worked out without being asked for


class Faulty(Exception):
    def __init__(self, found: list[Fault]) -> None:
        super().__init__(len(found))
        self.faults = found


@dataclass(frozen=True)
class Case:
    """A document that has no faults."""

    document: Document

    @cached_property
    def profiles(self) -> list[list[Profile]]:
        """The hubs of each pool, with whom they wish for."""
        return [[_profile(hub, self.wishes) for hub in pool["hubs"]] for pool in self.document["pools"]]

    @cached_property
    def by_key(self) -> dict[str, Profile]:
        return {one.key: one for one in chain(*self.profiles)}

    @cached_property
    def wishes(self) -> dict[str, tuple[frozenset[str], ...]]:
        said = self.document.get("preferences", ())
        return {one["hub"]: tuple(map(frozenset, one.get("prefers", ()))) for one in said}

    @property
    def hours(self) -> Hours:
        said = self.document.get("hours", UNUSED)
        clocks = {name: time.fromisoformat(said[name]) for name in ("opens", "closes") if name in said}
        return Hours(said["year"], **clocks)

    @property
    def weights(self) -> Mapping[str, int]:
        return self.document.get("weights", WEIGHTS)

    @property
    def has_profiles(self) -> bool:
        return "fits" not in self.document

    @property
    def alternatives(self) -> int:
        few = max(len(pool["hubs"]) for pool in self.document["pools"]) <= FEW
        return self.document.get("alternatives", 5 if few else 0)

    @cached_property
    def names(self) -> dict[str, str]:
        hubs = chain(*(pool["hubs"] for pool in self.document["pools"]))
        return {hub["key"]: hub.get("name", hub["key"]) for hub in hubs} | dict(
            self.document.get("names", {})
        )

    @cached_property
    def reasons(self) -> dict[Pair, list[str]]:
        """Why pairs are forbidden, as far as somebody said so."""
        found: dict[Pair, list[str]] = {}
        for one in self.document.get("forbidden", ()):
            found.setdefault(self._in_order(one["hubs"]), []).append(one.get("reason", ""))
        for one in self.document.get("preferences", ()):
            for other in one.get("not_with", ()):
                found.setdefault(self._in_order([one["hub"], other]), []).append("")
        return {pair: [reason for reason in said if reason] for pair, said in found.items()}

    def _in_order(self, hubs: list[str]) -> Pair:
        first, second = sorted(hubs, key=lambda key: self._pool_of[key])
        return first, second

    @cached_property
    def _pool_of(self) -> dict[str, int]:
        return {
            hub["key"]: number for number, pool in enumerate(self.document["pools"]) for hub in pool["hubs"]
        }

    @cached_property
    def pools(self) -> Pools:
        document = self.document
        regions = document.get("regions")
        return Pools(
            tuple(tuple(map(_candidate, pool["hubs"])) for pool in document["pools"]),
            {(here, there): self._scores(here, there) for here, there in self._pairs_of_pools},
            frozenset(self.reasons),
            frozenset(self._in_order(one["hubs"]) for one in document.get("locked", ())),
            None if regions is None else frozenset((here, there) for here, there in regions),
            document.get("twinnings"),
        )

    @property
    def problem(self) -> Problem:
        """Of two pools."""
        pools = self.pools
        first, second = pools.pools
        return Problem(
            first,
            second,
            pools.scores[0, 1],
            pools.forbidden,
            pools.locked,
            pools.regions,
            pools.twinnings,
        )

    @property
    def _pairs_of_pools(self) -> list[tuple[int, int]]:
        return list(combinations(range(len(self.document["pools"])), 2))

    def _scores(self, here: int, there: int) -> Any:
        import numpy

        if self.has_profiles:
            return scores(self.profiles[here], self.profiles[there], self.hours, self.weights)
        codes = [self.document["pools"][pool]["code"] for pool in (here, there)]
        table = next(one["scores"] for one in self.document["fits"] if one["pools"] == codes)
        shape = len(self.profiles[here]), len(self.profiles[there])
        return numpy.array(table, dtype=numpy.int32).reshape(shape)


def _candidate(hub: Document) -> Candidate:
    return Candidate(hub["key"], hub.get("region", ""), hub.get("capacity", 1), hub.get("must"))


def _profile(hub: Document, wishes: Mapping[str, tuple[frozenset[str], ...]]) -> Profile:
    said = hub.get("profile", {})
    place = said.get("place")
    plain: dict[str, Any] = {name: said[name] for name in ("bella", "size", "maturity") if name in said}
    sets: dict[str, Any] = {
        name: frozenset(said.get(name, ())) for name in ("areas", "languages", "contacts")
    }
    found = Profile(hub["key"], **sets, **plain, prefers=wishes.get(hub["key"], ()))
    return replace(
        found,
        offers=_wishes(said, "offers"),
        needs=_wishes(said, "needs"),
        place=Place(**place) if place else None,
    )


def _wishes(said: Document, name: str) -> frozenset[Wish]:
    return frozenset(Wish(one.get("area"), one.get("kind")) for one in said.get(name, ()))


def read(document: Any) -> Case:
    """The case that the document describes; `Faulty` with all faults that were found."""
    found = faults(document, INPUT) or list(contradictions(document))
    if found:
        raise Faulty(found)
    return Case(document)
