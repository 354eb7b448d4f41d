"""The rows of the ranking page as text: the figures, the place, and what is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django_countries import countries

from hubs.evaluation.ranking import tie
from hubs.models import Call, Criterion, Outcome, Place, Source
from hubs.operations.standings import grid_of

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
    "expression__decision__outcome",
    "expression__decision__by_hand",
    "expression__decision__position",
)
TONES = {Outcome.SELECTED: "good", Outcome.RESERVE: "accent", Outcome.NOT_SELECTED: ""}


@dataclass(frozen=True)
class Frame:
    """What all rows have in common, worked out once."""

    criteria: Sequence[tuple[str, str]]
    parting: Sequence[str]
    wanted: int
    weighted: bool
    home: str
    back: str

    @classmethod
    def of(cls, request: HttpRequest, call: Call, criteria: Sequence[Criterion]) -> "Frame":
        grid, names = grid_of(call), {one.code: str(one.name) for one in criteria}
        return cls(
            criteria=[(one.code, str(one.name)) for one in criteria],
            parting=[names[code] for code in grid.breakers],
            wanted=call.evaluations_wanted,
            weighted=not grid.weights_in_total,
            home=reverse("admin:hubs_expression_changelist"),
            back=quote(request.get_full_path()),
        )


def rows(
    here: Any, page: Any, frame: Frame, place: Place | None, *, tells: bool = True
) -> list[dict[str, Any]]:
    """The rows as text, each with its place in the whole ranking, however the page is narrowed.

    What the ranking says of them is only told to who sees all of it: reckoned without a hidden
    application it would be wrong, and reckoned with it it would give its place away.
    """
    found = list(page.object_list.values_list(*COLUMNS))
    stand = here.places_of([row[0] for row in found])
    number = place.number if place else 0
    labels = Labels.now(frame)
    told = [_row(row, frame) | _placed(row[1], row[4], stand[row[0]], frame, number) for row in found]
    for row in told:
        row["figures"] = _figures(row, frame, labels)
    return told if tells else [row | {"last_place": False, "said": "", "position": ""} for row in told]


@dataclass(frozen=True)
class Labels:
    """What the figures' cells say in the reader's language, as it stands in the page."""

    openings: Sequence[str]
    weighted: str
    below: str
    agreed: str

    @classmethod
    def now(cls, frame: Frame) -> "Labels":
        names = [name for _code, name in frame.criteria]
        names += [_("Total"), _("Widest spread"), _("Evaluations")]
        return cls(
            openings=[f'<td class="number" data-label="{escape(name)}">' for name in names],
            weighted=escape(_("weighted")),
            below=f'<span class="below">{escape(_("below a threshold"))}</span>',
            agreed=f'<span class="note">{escape(_("consensus"))}</span>',
        )


def _figures(row: dict[str, Any], frame: Frame, labels: Labels) -> SafeString:
    """The cells of figures: most of the page, and most of its time where a template draws each."""
    total = f"<strong>{row['total']}</strong>"
    total += f'<span class="note">{row["weighted"]} {labels.weighted}</span>' if frame.weighted else ""
    total += labels.below if row["below"] else ""
    evaluations = row["evaluations"] + (labels.agreed if row["agreed"] else "")
    cells = [*(escape(mark) for _name, mark in row["marks"]), total, row["spread"], evaluations]
    drawn = zip(labels.openings, cells, strict=True)
    return mark_safe("".join(f"{opening}{cell}</td>" for opening, cell in drawn))  # noqa: S308


def _placed(key: str, passed: bool, stands: Any, frame: Frame, places: int) -> dict[str, Any]:
    """The rank, how a tie was broken or that it stays, and what the ranking says by itself."""
    if not key:
        return {"rank": "–", "tied": False, "parted_by": "", "last_place": False, "said": ""}
    parted = tie(key, stands.before, stands.after)
    said = _said(passed, stands, places)
    return {
        "rank": str(stands.rank),
        "tied": parted.stays,
        "parted_by": "" if parted.broken_by is None else frame.parting[parted.broken_by],
        "last_place": stands.row == places,
        "said": str(Outcome(said).label) if said else _("a tie across the last place"),
    }


def _said(passed: bool, stands: Any, places: int) -> str:
    if not passed:
        return Outcome.NOT_SELECTED
    if stands.rank + stands.peers - 1 <= places:
        return Outcome.SELECTED
    return Outcome.RESERVE if stands.rank > places else ""


def _row(row: Sequence[Any], frame: Frame) -> dict[str, Any]:
    expression, key, total, weighted, passed, marks, widest, spread, source, evaluations, *about = row
    hub, country, outcome, by_hand, position = about
    return {
        "hub": hub,
        "country": countries.name(country),
        "url": f"{frame.home}{expression}/change/",
        "decide_url": f"{frame.home}{expression}/decide/?next={frame.back}",
        "marks": [(name, marks.get(code, "–")) for code, name in frame.criteria],
        "total": "–" if total is None else f"{total:.2f}",
        "weighted": "–" if weighted is None else f"{weighted:.2f}",
        "below": bool(key) and not passed,
        "spread": f"{widest:.2f}" if evaluations > 1 and spread else "–",
        "agreed": source == Source.CONSENSUS,
        "evaluations": f"{evaluations}/{frame.wanted}",
        "outcome": Outcome(outcome).label if outcome else "",
        "tone": TONES.get(outcome, "") if outcome else "",
        "by_hand": bool(by_hand),
        "position": str(position or ""),
    }
