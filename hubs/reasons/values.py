"""The plain values of a sheet that says why two hubs fit."""

from dataclasses import dataclass

from hubs.reasons.days import DayDrawn
from hubs.reasons.wishes import Exchange


@dataclass(frozen=True)
class HubFacts:
    key: str
    name: str
    short: str
    place: str
    region: str
    shore: int
    website: str
    summary: str
    zone: str
    bella: str
    staff: str = ""
    founded: str = ""


@dataclass(frozen=True)
class PartLine:
    label: str
    points: str
    most: str
    reason: str


@dataclass(frozen=True)
class Common:
    """What both name, and what either names alone; all in words, "" for nothing."""

    label: str
    both: str
    first: str
    second: str


@dataclass(frozen=True)
class Sheet:
    """`confidential`: it tells what hubs wished for. `wishes` are those sentences."""

    hubs: tuple[HubFacts, HubFacts]
    score: str
    parts: tuple[PartLine, ...]
    exchanges: tuple[Exchange, Exchange]
    commons: tuple[Common, ...]
    days: tuple[DayDrawn, ...]
    year: int
    office_hours: str
    confidential: bool
    wishes: tuple[str, ...]

    @property
    def title(self) -> str:
        return " – ".join(hub.short for hub in self.hubs)
