"""The rows of the ranking page as plain values: the figures, the place, and what is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hubs.evaluation.ranking import Tie, tie
from hubs.models import Call, Outcome, Source
from hubs.models.call import Weighting
from hubs.models.standing import Place as Stands
from hubs.operations.standings import grid_of
from hubs.states import ExpressionStatus
from twinning.core.keeping import until_settled

COLUMNS = (
    "expression_id",
    "key",
    "total",
    "weighted",
    "passed",
    "marks",
    "widest",
    "spread",
    "source",
    "evaluations",
    "expression__hub__name",
    "expression__hub__country",
    "expression__status",
    "expression__decision__outcome",
    "expression__decision__by_hand",
    "expression__decision__position",
)
TONES = {Outcome.SELECTED: "good", Outcome.RESERVE: "accent", Outcome.NOT_SELECTED: ""}
UNRANKED = {"rank": "–", "tied": False, "parted_by": "", "said": "", "last_place": False}


@dataclass(frozen=True)
class Frame:
    """What all rows have in common, worked out once. `places` are those of the region."""

    criteria: Sequence[tuple[str, str]]
    parting: Sequence[str]
    wanted: int
    weighted: bool
    home: str
    back: str
    places: int = 0

    @classmethod
    def of(cls, request: HttpRequest, call: Call, places: int) -> "Frame":
        criteria, parting = until_settled(("criteria", call.pk, call.version), lambda: _named(call))
        return cls(
            criteria=criteria,
            parting=parting,
            wanted=call.evaluations_wanted,
            weighted=call.weighting != Weighting.TOTAL,
            home=reverse("admin:hubs_expression_changelist"),
            back=quote(request.get_full_path()),
            places=places,
        )


def _named(call: Call) -> tuple[list[tuple[str, str]], list[str]]:
    """The criteria by their codes, and those that part what is alike; a version of the call tells them."""
    criteria = list(call.criteria.all())
    names = {one.code: str(one.name) for one in criteria}
    return list(names.items()), [names[code] for code in grid_of(call, criteria).breakers]


def rows(
    here: Any, page: Any, frame: Frame, *, tells: bool = True, in_order: bool = True
) -> list[dict[str, Any]]:
    """The rows of a page, each with its place in the whole ranking, however the page is narrowed.

    What the ranking says of them is only told to who sees all of it: reckoned without a hidden
    application it would be wrong, and reckoned with it it would give its place away. Where they stand in
    the order of the ranking (`in_order`), the last place that there is has a line below it.
    """
    found = list(page.object_list.values_list(*COLUMNS))
    stand = here.places_of(row[1] for row in found)
    words = {value: str(label) for value, label in Outcome.choices} | {"": _("a tie across the last place")}
    told = [_row(row, frame, words) | _placed(row[1], row[4], stand, frame, words) for row in found]
    if not tells:
        return [row | {"said": "", "position": ""} for row in told]
    if in_order:
        _mark_last_place([row[1] for row in found], stand, frame, told)
    return told


def _mark_last_place(
    keys: Sequence[str], stand: dict[str, Stands], frame: Frame, told: Sequence[dict[str, Any]]
) -> None:
    """Below all that share it: a tie across the last place is left to people."""
    for key, below, row in zip(keys, [*keys[1:], ""], told, strict=False):
        if key and key != below:
            stands = stand[key]
            row["last_place"] = stands.rank <= frame.places < stands.rank + stands.peers


def _placed(
    key: str, passed: bool, stand: dict[str, Stands], frame: Frame, words: dict[str, str]
) -> dict[str, Any]:
    """The rank, how a tie was broken or that it stays, and what the ranking says by itself."""
    if not key:
        return UNRANKED
    stands = stand[key]
    parted = Tie(stays=True) if stands.peers > 1 else tie(key, stands.before, stands.after)
    return {
        "rank": str(stands.rank),
        "tied": parted.stays,
        "parted_by": "" if parted.broken_by is None else frame.parting[parted.broken_by],
        "said": words[_said(passed, stands, frame.places)],
        "last_place": False,
    }


def _said(passed: bool, stands: Stands, places: int) -> str:
    if not passed:
        return Outcome.NOT_SELECTED
    if stands.rank + stands.peers - 1 <= places:
        return Outcome.SELECTED
    return Outcome.RESERVE if stands.rank > places else ""


def _row(row: Sequence[Any], frame: Frame, words: dict[str, str]) -> dict[str, Any]:
    expression, key, total, weighted, passed, marks, widest, spread, source, evaluations, *about = row
    hub, country, status, outcome, by_hand, position = about
    return {
        "hub": hub,
        "country": country,
        "url": f"{frame.home}{expression}/change/",
        "decide_url": f"{frame.home}{expression}/decide/?next={frame.back}",
        "marks": [(name, marks.get(code, "–")) for code, name in frame.criteria],
        "total": "–" if total is None else f"{total:.2f}",
        "weighted": "–" if weighted is None else f"{weighted:.2f}",
        "below": bool(key) and not passed,
        "spread": f"{widest:.2f}" if evaluations > 1 and spread else "–",
        "agreed": source == Source.CONSENSUS,
        "evaluations": f"{evaluations}/{frame.wanted}",
        "outcome": words[outcome] if outcome else "",
        "tone": TONES.get(outcome, ""),
        "now": "" if status in (ExpressionStatus.SUBMITTED, outcome) else ExpressionStatus(status).label,
        "by_hand": bool(by_hand),
        "position": str(position or ""),
    }
