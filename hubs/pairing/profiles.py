"""What the fit knows of a hub: codes, not words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import NamedTuple


class Wish(NamedTuple):
    """Something offered or needed: an area, a kind of service, or both. None: not said."""

    area: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Place:
    """Where a hub's clock and calendar are: a time zone, a country, and a part of it with its own
    holidays.
    """

    zone: str
    country: str = ""
    subdivision: str = ""


@dataclass(frozen=True)
class Hours:
    """The year that is reckoned with, and a working day on each side's own clock."""

    year: int
    opens: time = time(9)
    closes: time = time(17)


@dataclass(frozen=True)
class Profile:
    """One hub. `prefers` are its wished partners, the best first; those in one set are liked alike.

    `size` and `maturity` are classes from 1 to 5; 0 means not known. `contacts` are hubs that it has
    worked with before, by key.
    """

    key: str
    areas: frozenset[str] = frozenset()
    offers: frozenset[Wish] = frozenset()
    needs: frozenset[Wish] = frozenset()
    languages: frozenset[str] = frozenset()
    place: Place | None = None
    bella: str = "unknown"
    size: int = 0
    maturity: int = 0
    contacts: frozenset[str] = frozenset()
    prefers: Sequence[frozenset[str]] = field(default=())

    def rank_of(self, key: str) -> int | None:
        """1 for the partners wished for most; None for those not named."""
        ranks = (rank for rank, liked in enumerate(self.prefers, 1) if key in liked)
        return next(ranks, None)
