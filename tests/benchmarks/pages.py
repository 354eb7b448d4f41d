"""The pages that are measured, each with the floor it stands on and its goals."""

from typing import NamedTuple

EMPTY, LEAN = "/floors/empty/", "/floors/lean/"


class Page(NamedTuple):
    """`reader` is the part of who signed in, or nothing; `most` is how many times its floor it may take."""

    name: str
    path: str
    floor: str
    most: float
    reader: str = ""

    @property
    def its_floor(self) -> "Page":
        """Asked for by the same reader."""
        return Page(self.floor, self.floor, self.floor, 1, self.reader)


def listing(name: str, path: str, reader: str = "") -> Page:
    """Fifty rows: at most twice the lean page."""
    return Page(name, path, LEAN, 2, reader)


def detail(name: str, path: str, reader: str = "") -> Page:
    """One record: at most three times the empty page."""
    return Page(name, path, EMPTY, 3, reader)


GROWTH = 1.3  # how many times its own time on the smallest size a page may take on the largest

PAGES = [
    listing("hubs", "/hubs/"),
    listing("hubs, the tenth page", "/hubs/?page=10"),
    listing("hubs of a country", "/hubs/?country=PT"),
    listing("portfolios", "/portfolios/"),
    listing("events", "/events/"),
    listing("calls", "/calls/"),
    listing("practices", "/practices/"),
    listing("ranking, in the office", "/admin/hubs/call/{call_pk}/ranking/", "carla"),
    listing("plans, for the office", "/plans/", "carla"),
    listing("letters of one person", "/letters/", "ines"),
    detail("hub", "/hubs/{hub}/"),
    detail("portfolio", "/portfolios/{portfolio}/"),
    detail("call", "/calls/{call}/"),
    detail("event", "/events/{event}/"),
    detail("home", "/"),
    detail("desk of hub staff", "/desk/", "ines"),
]
