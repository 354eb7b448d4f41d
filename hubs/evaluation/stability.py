"""How steady a ranking is: who would be selected without any one reviewer, and with other weights.

Plain values, no Django. Thresholds are judged with the call's own weights throughout: a weight that is
moved changes the order and nothing else. Where reviewers agreed on a consensus, the consensus stands for
all of them, so no single reviewer moves it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hubs.evaluation.ranking import proposal
from hubs.evaluation.scoring import Grid, Marks, Result, score

SHARE = Decimal("0.2")


@dataclass(frozen=True)
class Reviewed:
    """An application: its region, the marks by reviewer, and the consensus where there is one."""

    region: str
    marks: Mapping[str, Marks]
    consensus: Marks | None = None

    def result(self, grid: Grid, without: str = "") -> Result:
        if self.consensus is not None:
            return replace(score([self.consensus], grid), evaluations=len(self.marks))
        return score([marks for reviewer, marks in self.marks.items() if reviewer != without], grid)


@dataclass(frozen=True)
class Variant:
    """What was changed (`kind` "reviewer" or "weight", of whom or what, by which share), and what follows:
    who would enter and who would leave the selected, and who would be tied across the last place.
    """

    kind: str
    of: str
    share: Decimal
    enter: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        return bool(self.enter or self.leave or self.tied)


@dataclass(frozen=True)
class Stability:
    """All variants, and how often each application would be selected; `selected` is the set as it is."""

    selected: tuple[str, ...]
    variants: tuple[Variant, ...]
    times: Mapping[str, int]

    @property
    def steady(self) -> int:
        """How many of the selected stay so whatever is changed."""
        return sum(self.times[name] == len(self.variants) for name in self.selected)

    @property
    def changing(self) -> tuple[Variant, ...]:
        return tuple(variant for variant in self.variants if variant.changes)


Keys = dict[str, tuple[str, bool]]


def stability(applications: Mapping[str, Reviewed], grid: Grid, places: Mapping[str, int]) -> Stability:
    """Try every variant on the ranking of all regions."""
    results = {name: one.result(grid) for name, one in applications.items()}
    keys = {name: (result.key, result.passed) for name, result in results.items()}
    regions = {name: one.region for name, one in applications.items()}
    selected, tied = _chosen(keys, regions, places)
    times = dict.fromkeys(applications, 0)
    variants = []
    for variant, changed in _variants(applications, keys, grid):
        now, now_tied = _chosen(changed, regions, places)
        for name in now:
            times[name] += 1
        variants.append(_compared(variant, (selected, tied), (now, now_tied)))
    return Stability(tuple(sorted(selected)), tuple(variants), times)


def _compared(variant: Variant, before: tuple[set[str], set[str]], now: tuple[set[str], set[str]]) -> Variant:
    enter, leave, tied = now[0] - before[0], before[0] - now[0], now[1] - before[1]
    return replace(variant, enter=tuple(sorted(enter)), leave=tuple(sorted(leave)), tied=tuple(sorted(tied)))


def _variants(applications: Mapping[str, Reviewed], keys: Keys, grid: Grid) -> Iterator[tuple[Variant, Keys]]:
    reviewers: dict[str, list[str]] = {}
    for name, one in applications.items():
        for reviewer in one.marks:
            reviewers.setdefault(reviewer, []).append(name)
    for reviewer in sorted(reviewers):
        touched = {}
        for name in reviewers[reviewer]:
            result = applications[name].result(grid, without=reviewer)
            touched[name] = (result.key, result.passed)
        yield Variant("reviewer", reviewer, Decimal(-1)), keys | touched
    for code in [measure.code for measure in grid.measures]:
        for share in (SHARE, -SHARE):
            yield Variant("weight", code, share), _reweighed(applications, keys, grid, code, share)


def _reweighed(
    applications: Mapping[str, Reviewed], keys: Keys, grid: Grid, code: str, share: Decimal
) -> Keys:
    """The order with one weight moved; who is above the thresholds stays so."""
    measures = tuple(
        replace(one, weight=one.weight * (1 + share)) if one.code == code else one for one in grid.measures
    )
    moved = replace(grid, measures=measures)
    found = {}
    for name, one in applications.items():
        key, passed = one.result(moved).key, keys[name][1]
        found[name] = (("1" if passed else "0") + key[1:], passed) if key else ("", False)
    return found


def _chosen(keys: Keys, regions: Mapping[str, str], places: Mapping[str, int]) -> tuple[set[str], set[str]]:
    """Who is selected, and who is tied across the last place."""
    by_region: dict[str, list[str]] = {}
    for name in keys:
        if keys[name][0]:
            by_region.setdefault(regions[name], []).append(name)
    selected: set[str] = set()
    tied: set[str] = set()
    for region, names in by_region.items():
        order: Sequence[str] = sorted(names, key=lambda name: keys[name][0], reverse=True)
        outcomes = proposal([keys[name] for name in order], places.get(region, 0))
        selected |= {name for name, outcome in zip(order, outcomes, strict=True) if outcome == "selected"}
        tied |= {name for name, outcome in zip(order, outcomes, strict=True) if outcome == ""}
    return selected, tied
