"""The pages that are measured, each with the floor it stands on and its goals."""

from collections.abc import Sequence
from typing import NamedTuple

EMPTY, LEAN = "/floors/empty/", "/floors/lean/"
CHANGE = "/floors/change/"  # as if something had just changed: nothing kept is shown any more


class Page(NamedTuple):
    """`reader` is the part of who signed in, or nothing; `most` is how many times its floor it may take.

    `anew`: something changes before each request, so that the page is drawn and not kept.
    """

    name: str
    path: str
    floor: str
    most: float
    reader: str = ""
    anew: bool = False

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


def selection(name: str, path: str, reader: str = "carla") -> Page:
    """Fifty applications with what was found about them: at most three times the lean page."""
    return Page(name, path, LEAN, 3, reader)


GROWTH = 1.3  # how many times its own time on the smallest size a page may take on the largest

# Kept until something changes that the public is shown, and for no longer than the minute.
PUBLIC = [
    listing("hubs", "/hubs/"),
    listing("hubs, the tenth page", "/hubs/?page=10"),
    listing("hubs of a country", "/hubs/?country=PT"),
    listing("portfolios", "/portfolios/"),
    listing("events", "/events/"),
    listing("calls", "/calls/"),
    listing("practices", "/practices/"),
    detail("hub", "/hubs/{hub}/"),
    detail("portfolio", "/portfolios/{portfolio}/"),
    detail("call", "/calls/{call}/"),
    detail("event", "/events/{event}/"),
    detail("home", "/"),
]
# To somebody of a hub: the same lists with a masthead of their own; their own hub's page and a call's
# show what is theirs.
SIGNED_IN = [page._replace(name=f"{page.name}, signed in", reader="ines") for page in PUBLIC]
OWN = [
    listing("plans, for the office", "/plans/", "carla"),
    listing("letters of one person", "/letters/", "ines"),
    detail("desk of hub staff", "/desk/", "ines"),
]
SELECTION = [
    selection("ranking, in the office", "/admin/hubs/call/{call_pk}/ranking/"),
    selection("ranking, searched", "/admin/hubs/call/{call_pk}/ranking/?q=hub&show=above"),
    selection("ranking, by the widest spread", "/admin/hubs/call/{call_pk}/ranking/?sort=spread"),
    selection("applications, in the office", "/admin/hubs/expression/?call__id__exact={call_pk}"),
    selection("applications, searched", "/admin/hubs/expression/?status__exact=submitted&q=hub"),
    selection("reviewer's desk", "/reviews/", "rosa"),
]
# To the first reader after a change.
ANEW = [
    page._replace(name=f"{page.name}, anew", anew=True)
    for page in [*PUBLIC, detail("desk of hub staff", "/desk/", "ines"), *SELECTION]
]
PAGES = PUBLIC + SIGNED_IN + OWN + SELECTION + ANEW


def named(words: Sequence[str]) -> list[Page]:
    """The pages with one of the words in their names; without any, all."""
    return [page for page in PAGES if not words or any(word in page.name for word in words)]
