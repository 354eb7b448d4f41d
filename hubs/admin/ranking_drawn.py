"""The rows of the ranking page as they stand in it, in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hubs.admin.cells import cells, note, openings
from hubs.admin.ranking_rows import Frame
from twinning.core.figures import spoken
from twinning.core.lands import land

LAST_PLACE = ' class="last-place"'


@dataclass(frozen=True)
class Words:
    """What all rows say, worked out once."""

    figures: Sequence[str]
    sign: str  # between whole numbers and their parts
    weighted: str
    below: str
    agreed: str
    by_hand: str
    tied: str
    parted: str
    says: str
    became: str
    change: str
    decide: str

    @classmethod
    def now(cls, frame: Frame) -> "Words":
        heads = [*(name for _code, name in frame.criteria), _("Total"), _("Widest spread"), _("Evaluations")]
        below = escape(_("below a threshold"))
        return cls(
            figures=openings(heads, "number"),
            sign=spoken("."),
            weighted=_("weighted"),
            below=f'<span class="below">{below}</span>',
            agreed=note(_("consensus")),
            by_hand=note(_("by hand")),
            tied=_("tied"),
            parted=_("parted by"),
            says=_("ranking:"),
            became=_("now:"),
            change=escape(_("Change")),
            decide=escape(_("Decide")),
        )


def drawn(rows: Iterable[dict[str, Any]], frame: Frame, *, may_decide: bool) -> SafeString:
    """All rows of the table's body."""
    words = Words.now(frame)
    lines = (_line(row, land(row["country"]), words, frame, may_decide) for row in rows)
    return mark_safe("\n".join(lines))  # noqa: S308  # every text is escaped where it is put in


def _line(row: dict[str, Any], country: str, words: Words, frame: Frame, may_decide: bool) -> str:
    """The rank, the hub, what is decided, the figures."""
    hub = escape(row["hub"])
    return (
        f"<tr{LAST_PLACE if row['last_place'] else ''}>"
        f'<td class="number rank">{row["rank"]}</td>'
        f'<th scope="row"><a href="{row["url"]}">{hub}</a>{note(_about(row, country, words))}</th>'
        f'<td class="decision">{_decision(row, hub, words, may_decide)}</td>'
        f"{cells(words.figures, _figures(row, words, frame))}</tr>"
    )


def _about(row: dict[str, Any], country: str, words: Words) -> str:
    """Where the hub is, and with whom it is tied or what parted it."""
    if row["tied"]:
        return f"{country} · {words.tied}"
    return f"{country} · {words.parted} {row['parted_by']}" if row["parted_by"] else country


def _decision(row: dict[str, Any], hub: str, words: Words, may_decide: bool) -> str:
    """What is decided, what the ranking says where that is something else, and a way to decide."""
    found = ""
    if row["outcome"]:
        tone = f" badge--{row['tone']}" if row["tone"] else ""
        outcome = escape(f"{row['outcome']} {row['position']}".strip())
        found += f'<span class="badge badge--state{tone}">{outcome}</span>'
        found += f" {words.by_hand}" if row["by_hand"] else ""
    if row["now"]:
        found += note(f"{words.became} {row['now']}")
    if row["said"] and row["said"] != row["outcome"]:
        found += note(f"{words.says} {row['said']}")
    if may_decide:
        verb = words.change if row["outcome"] else words.decide
        found += f'<a href="{escape(row["decide_url"])}">{verb}<span class="unseen"> {hub}</span></a>'
    return found or "–"


def _figures(row: dict[str, Any], words: Words, frame: Frame) -> list[str]:
    """The marks, the total, how far reviewers are apart, and how many there are."""
    marks = [mark for _name, mark in row["marks"]]
    figures = [*marks, row["total"], row["weighted"], row["spread"]]
    *said, total, weighted, spread = (escape(one.replace(".", words.sign)) for one in figures)
    total = f"<strong>{total}</strong>"
    total += note(f"{weighted} {words.weighted}") if frame.weighted else ""
    total += words.below if row["below"] else ""
    evaluations = row["evaluations"] + (words.agreed if row["agreed"] else "")
    return [*said, total, spread, evaluations]
