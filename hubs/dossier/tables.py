"""The tables of a dossier for spreadsheets, as they follow from the data. Pure: no Django, no database."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hubs.evaluation.ranking import Tie

COLUMNS = (
    "region", "application", "hub", "evaluations", "source", "marks", "total", "weighted", "passed", "rank",
    "tied", "tie", "proposed", "decision", "by_hand", "reason", "reserve",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def tables_of(data: dict[str, Any]) -> dict[str, bytes]:
    """Their files by name."""
    codes = [criterion["code"] for criterion in data["criteria"]]
    return {
        "ranking.csv": _csv(ranking_cells(data["ranking"], codes)),
        "marks.csv": _csv(_marks(data)),
        "declarations.csv": _csv(_declarations(data)),
        "decisions.csv": _csv(_decisions(data)),
    }


def ranking_cells(rows: Iterable[dict[str, Any]], codes: Sequence[str]) -> Iterator[list[str]]:
    """A line of headings, then a line for each row, with a column for each criterion."""
    yield [
        name if name != "marks" else code for name in COLUMNS for code in (codes if name == "marks" else [""])
    ]
    for row in rows:
        cells: list[str] = []
        for name in COLUMNS:
            if name == "marks":
                cells += [row["marks"].get(code, "") for code in codes]
            else:
                cells.append(_cell(row[name]))
        yield cells


def in_words(tie: Tie, breakers: tuple[str, ...]) -> str:
    """A tie in the format's own language, which is English."""
    if tie.stays:
        return f"tied: the same figure and the same marks on {', '.join(breakers)}"
    if tie.broken_by is not None:
        return f"the same figure as a neighbour: parted by {breakers[tie.broken_by]}"
    return ""


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain_cell(value)


def plain_cell(value: Any) -> str:
    """The value as text; no spreadsheet takes what people typed for a formula."""
    text = "" if value is None else str(value)
    is_number = NUMBER.fullmatch(text) is not None
    return f"'{text}" if text.startswith(FORMULA) and not is_number else text


def _csv(rows: Iterable[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([plain_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _marks(data: dict[str, Any]) -> Iterable[list[Any]]:
    yield ["application", "layer", "person", "counts", "criterion", "mark"]
    for one in data["evaluations"]:
        for code, mark in one["marks"].items():
            given = "abstain" if mark is None else mark
            yield [one["application"], "individual", one["reviewer"], one["counts"], code, given]
    for one in data["consensus"]:
        for code, mark in one["marks"].items():
            yield [one["application"], "consensus", one["rapporteur"], one["agreed"], code, mark]


def _declarations(data: dict[str, Any]) -> Iterable[list[Any]]:
    yield ["person", "name", "application", "conflict", "reason", "at"]
    for one in data["declarations"]:
        name = data["people"].get(one["person"], {}).get("name", "")
        conflict = "yes" if one["conflict"] else "no"
        yield [one["person"], name, one["application"], conflict, one["reason"], one["at"]]


def _decisions(data: dict[str, Any]) -> Iterable[list[Any]]:
    columns = ["application", "proposed", "outcome", "by_hand", "reason", "reserve", "decided_by",
               "decided_at", "released_at"]  # fmt: skip
    yield columns
    for one in data["decisions"]:
        yield [one[name] for name in columns]
