"""Twinnings drawn as shores with cables between them: where each country stands, how each cable runs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple


class Partner(NamedTuple):
    """A hub's part in a twinning, as far as the drawing and the list need it."""

    name: str
    url: str
    country: str
    code: str
    shore: int


@dataclass(frozen=True)
class Cable:
    """From one shore to the next, in hundredths of the water's width and height."""

    path: str
    twinnings: int


@dataclass
class Strait:
    """Two neighbouring shores, each with its countries from north to south, and the cables between."""

    shores: tuple[int, int]
    west: list[str] = field(default_factory=list)
    east: list[str] = field(default_factory=list)
    cables: list[Cable] = field(default_factory=list)


def by_countries(twinnings: Iterable[Sequence[Partner]]) -> list[tuple[str, list[Sequence[Partner]]]]:
    """Twinnings under the names of their countries, in the order of the shores, then of the alphabet."""
    groups: dict[tuple[str, ...], list[Sequence[Partner]]] = {}
    for partners in twinnings:
        countries = tuple(dict.fromkeys(partner.country for partner in partners))
        groups.setdefault(countries, []).append(partners)
    return [(" – ".join(countries), groups[countries]) for countries in sorted(groups)]


def straits(twinnings: Iterable[Sequence[Partner]]) -> list[Strait]:
    """What lies between the shores; a twinning of three runs through two straits."""
    ends: dict[tuple[int, int], Counter[tuple[str, str]]] = {}
    for partners in twinnings:
        for west, east in pairwise(partners):
            ends.setdefault((west.shore, east.shore), Counter())[west.country, east.country] += 1
    return [_strait(shores, ends[shores]) for shores in sorted(ends)]


def _strait(shores: tuple[int, int], ends: Counter[tuple[str, str]]) -> Strait:
    strait = Strait(shores, _distinct(west for west, _ in ends), _distinct(east for _, east in ends))
    for (west, east), number in sorted(ends.items()):
        start, end = _height(west, strait.west), _height(east, strait.east)
        strait.cables.append(Cable(f"M0 {start}C45 {start} 55 {end} 100 {end}", number))
    return strait


def _distinct(countries: Iterable[str]) -> list[str]:
    return sorted(set(countries))


def _height(country: str, shore: list[str]) -> float:
    """The middle of the country's line."""
    return round((shore.index(country) + 0.5) * 100 / len(shore), 2)
