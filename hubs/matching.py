"""A first computed fit between hubs of different regions, with plain values and reasons.

Each component lies between 0 and 1 and says why; its points are its weight times its value, and the
points add up exactly to the score. What hubs offer and seek is left for people to read: counting
words that two texts in three languages share would claim more than it knows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import reduce

PLACES = Decimal("0.0001")
WEIGHTS = {"areas": Decimal("0.5"), "languages": Decimal("0.2"), "bella": Decimal("0.3")}
BELLA_VALUES = {"connected": Decimal(1), "eligible": Decimal("0.5")}


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for the translators; whoever shows it translates it."""
    return sentence


@dataclass(frozen=True)
class Profile:
    """What matching knows of a hub: codes, not words."""

    areas: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    bella: str = "unknown"


@dataclass(frozen=True)
class Part:
    """One component: `says` is a sentence with a gap for `shared` codes and `number`."""

    code: str
    weight: Decimal
    value: Decimal
    points: Decimal
    says: str
    shared: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Fit:
    score: Decimal
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Component:
    value: Decimal
    says: str
    shared: tuple[str, ...] = ()
    number: int = 0


def fit(profiles: Sequence[Profile], weights: Mapping[str, Decimal] = WEIGHTS) -> Fit:
    """How well two hubs (or more) fit; the order in which they are named changes nothing."""
    whole = sum(weights.values())
    parts = tuple(
        _part(code, weights[code] / whole, component(profiles))
        for code, component in COMPONENTS.items()
        if weights.get(code)
    )
    return Fit(sum((part.points for part in parts), Decimal(0)), parts)


def _part(code: str, weight: Decimal, found: Component) -> Part:
    value = found.value.quantize(PLACES, ROUND_FLOOR)
    points = (weight * value).quantize(PLACES, ROUND_FLOOR)
    return Part(code, weight.quantize(PLACES), value, points, found.says, found.shared, found.number)


def areas_in_common(profiles: Sequence[Profile]) -> Component:
    """What all name, out of what any of them names."""
    shared, named = _shared_and_named([profile.areas for profile in profiles])
    if not all(profile.areas for profile in profiles):
        return Component(Decimal(0), gettext_noop("Not every hub names its technology areas."))
    if not shared:
        return Component(Decimal(0), gettext_noop("No technology area in common."))
    says = gettext_noop("%(shared)s in common, of the %(number)s technology areas they name.")
    return Component(Decimal(len(shared)) / len(named), says, shared, len(named))


def languages_in_common(profiles: Sequence[Profile]) -> Component:
    """One language is enough to work in and worth a half; a second one makes it whole."""
    shared, _named = _shared_and_named([profile.languages for profile in profiles])
    if not all(profile.languages for profile in profiles):
        return Component(Decimal(0), gettext_noop("Not every hub names its working languages."))
    if not shared:
        return Component(Decimal(0), gettext_noop("No working language in common."))
    value = min(Decimal(1), Decimal(len(shared)) / 2)
    return Component(value, gettext_noop("They can work in %(shared)s."), shared, len(shared))


def bella_path(profiles: Sequence[Profile]) -> Component:
    """Connected on all sides is a whole path; each side that still has to connect halves it."""
    value = reduce(lambda so_far, one: so_far * BELLA_VALUES.get(one.bella, Decimal(0)), profiles, Decimal(1))
    open_ends = sum(profile.bella != "connected" for profile in profiles)
    if not value:
        return Component(value, gettext_noop("It is not known whether every hub can reach BELLA."))
    if not open_ends:
        return Component(value, gettext_noop("All are connected to BELLA."))
    return Component(value, gettext_noop("Still to be connected to BELLA: %(number)s."), number=open_ends)


def _shared_and_named(sets: Sequence[frozenset[str]]) -> tuple[tuple[str, ...], frozenset[str]]:
    shared = frozenset.intersection(*sets) if sets else frozenset()
    return tuple(sorted(shared)), frozenset().union(*sets)


COMPONENTS = {"areas": areas_in_common, "languages": languages_in_common, "bella": bella_path}
