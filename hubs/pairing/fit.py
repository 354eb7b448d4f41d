"""How well two hubs fit: components times weights, in parts that add up exactly to the score.

**The rounding.** Weights become whole ten-thousandths that add up to 10,000 (largest remainders, of equal
ones the earlier component). A part is its weight times its value, rounded to the nearest ten-thousandth,
halves up. The score *is* the sum of the parts. So a part never exceeds its weight, does not depend on the
other components, and never falls when its value rises; a pair that is perfect everywhere scores exactly
10,000; and the score is off the unrounded mean by less than one ten-thousandth and a half for each
component.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubs.pairing.components import COMPONENTS
from hubs.pairing.profiles import Hours, Profile
from hubs.pairing.saying import WHOLE, Said

WEIGHTS: Mapping[str, int] = {
    "areas": 20,
    "gives": 15,
    "takes": 15,
    "reciprocity": 10,
    "languages": 10,
    "hours": 10,
    "wished_by_first": 5,
    "wished_by_second": 5,
    "bella": 10,
}


@dataclass(frozen=True)
class Part:
    """One component of a fit: `points` of at most `most`, because of its `value` and for the reason
    `said`.
    """

    code: str
    most: int
    value: int
    points: int
    said: Said


@dataclass(frozen=True)
class Fit:
    score: int
    parts: tuple[Part, ...]


def shares(weights: Mapping[str, int]) -> dict[str, int]:
    """Each weight as whole ten-thousandths of all of them; components without weight are left out."""
    weighed = {code: weights[code] for code in COMPONENTS if weights.get(code)}
    whole = sum(weighed.values())
    given = {code: WHOLE * weight // whole for code, weight in weighed.items()}
    short = WHOLE - sum(given.values())
    for code in sorted(weighed, key=lambda code: -(WHOLE * weighed[code] % whole))[:short]:
        given[code] += 1
    return given


def points(most: int, value: Any) -> Any:
    """The nearest ten-thousandth of the product, halves up; of a number, or of all numbers of a matrix."""
    return (most * value + WHOLE // 2) // WHOLE


def fit(first: Profile, second: Profile, hours: Hours, weights: Mapping[str, int] = WEIGHTS) -> Fit:
    """The fit of one pair, with a sentence for each part."""
    parts = []
    for code, most in shares(weights).items():
        value, said = COMPONENTS[code](first, second, hours)
        parts.append(Part(code, most, value, points(most, value), said))
    return Fit(sum(part.points for part in parts), tuple(parts))
