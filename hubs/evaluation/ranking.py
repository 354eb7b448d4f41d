"""From keys to ranks, ties and proposals, with plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Tie(NamedTuple):
    """Whether another stands exactly alike, or which criterion (its place in the tie-break order) parted
    this one from a neighbour with the same figure; None where nothing had to.
    """

    stays: bool = False
    broken_by: int | None = None


@dataclass(frozen=True)
class Placed:
    """One application of a region in its place; `rank` 0 is for what cannot be ranked."""

    application: str
    rank: int
    tie: Tie
    proposed: str


def ranks(keys: Sequence[str], *, position: int = 1, larger: int = 0) -> list[int]:
    """Competition ranks (1, 2, 2, 4) of keys in their order, best first.

    For one page of a long ranking: `position` is the place of its first row, `larger` the number of
    keys in the whole ranking that are larger than the first one here.
    """
    found: list[int] = []
    for place, key in enumerate(keys):
        if not place:
            found.append(larger + 1)
        else:
            found.append(found[-1] if key == keys[place - 1] else position + place)
    return found


def tie(key: str, before: str | None, after: str | None) -> Tie:
    """How the key parts from its neighbours in the ranking."""
    if key and key in (before, after):
        return Tie(stays=True)
    parts = key.split(".")
    for other in (after, before):
        theirs = (other or "").split(".")
        if key and theirs[:2] == parts[:2]:
            differing = [place for place, part in enumerate(parts) if part != theirs[place]]
            return Tie(broken_by=differing[0] - 2)
    return Tie()


def proposal(standings: Sequence[tuple[str, bool]], places: int) -> list[str]:
    """What the ranking says of each (key, passed), best first; "" where it cannot decide.

    It cannot where a tie lies across the last place: nobody in it is preferred.
    """
    passed = [key for key, above in standings if above]
    cut = passed[places - 1] if 0 < places < len(passed) and passed[places - 1] == passed[places] else None
    return [
        "not_selected" if not above else "" if key == cut else "selected" if place < places else "reserve"
        for place, (key, above) in enumerate(standings)
    ]


def placed(keys: Mapping[str, tuple[str, bool]], places: int) -> list[Placed]:
    """The ranking of a region from (key, passed) by application, best first.

    What has no key cannot be ranked and stands last. Equal keys stand in the order of their names.
    """
    order = sorted(sorted(keys), key=lambda name: keys[name][0], reverse=True)
    ranked = [name for name in order if keys[name][0]]
    column = [keys[name][0] for name in ranked]
    proposed = proposal([keys[name] for name in ranked], places)
    neighbours = zip([None, *column], [*column[1:], None], strict=False)
    rows = [
        Placed(name, rank, tie(keys[name][0], before, after), outcome)
        for name, rank, outcome, (before, after) in zip(
            ranked, ranks(column), proposed, neighbours, strict=False
        )
    ]
    return rows + [Placed(name, 0, Tie(), "") for name in order[len(ranked) :]]
