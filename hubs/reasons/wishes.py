"""Needs of one hub beside the offers of another that meet them, in the hubs' own words."""

from dataclasses import dataclass

from hubs.models import Direction, Expression
from hubs.models import Wish as StoredWish
from hubs.pairing.meetings import FULLY, HALFWAY, comparable, met
from hubs.pairing.profiles import Wish


@dataclass(frozen=True)
class Line:
    """`what` is the area and the kind, `words` the hub's own; either may be empty."""

    what: str
    words: str


@dataclass(frozen=True)
class Need:
    """`degree` is whole, part or none; or read, where only people can compare it."""

    line: Line
    degree: str
    offers: tuple[Line, ...]


@dataclass(frozen=True)
class Exchange:
    """What `giver` brings to `taker`; `others` are offers that meet none of the needs."""

    giver: str
    taker: str
    needs: tuple[Need, ...]
    others: tuple[Line, ...]
    met: int

    @property
    def is_empty(self) -> bool:
        return not self.needs and not self.others


DEGREES = {FULLY: "whole", HALFWAY: "part", 0: "none"}
ORDER = ["whole", "part", "read", "none"]


def exchange(giver: Expression, taker: Expression) -> Exchange:
    """The needs met come first."""
    offers = [one for one in giver.wishes.all() if one.direction == Direction.OFFERS]
    wanted = [one for one in taker.wishes.all() if one.direction == Direction.SEEKS]
    needs = sorted((_need(one, offers) for one in wanted), key=lambda need: ORDER.index(need.degree))
    used = {line for need in needs for line in need.offers}
    return Exchange(
        giver=giver.hub.short_name,
        taker=taker.hub.short_name,
        needs=tuple(needs),
        others=tuple(line for line in map(_line, offers) if line not in used),
        met=sum(need.degree in ("whole", "part") for need in needs),
    )


def _need(wanted: StoredWish, offers: list[StoredWish]) -> Need:
    need = _plain(wanted)
    if not comparable(frozenset({need})):
        return Need(_line(wanted), "read", ())
    degrees = {offer: met(frozenset({_plain(offer)}), need) for offer in offers}
    best = max(degrees.values(), default=0)
    answering = sorted((one for one in offers if degrees[one]), key=lambda one: -degrees[one])
    return Need(_line(wanted), DEGREES[best], tuple(map(_line, answering)))


def _plain(wish: StoredWish) -> Wish:
    return Wish(wish.area.code if wish.area else None, wish.kind.code if wish.kind else None)


def _line(wish: StoredWish) -> Line:
    named = [str(one) for one in (wish.area, wish.kind) if one]
    return Line(" · ".join(named), wish.words.strip())
