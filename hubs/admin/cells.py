"""The cells of a long table as text: where a template draws each of them, they are most of a page's time."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any


def openings(labels: Iterable[Any], css: str = "") -> list[str]:
    """How cells begin that stand below these heads; on a narrow screen the head is said in the cell."""
    named = f' class="{css}"' if css else ""
    return [f'<td{named} data-label="{escape(str(label))}">' for label in labels]


def cells(begin: Sequence[str], contents: Iterable[str]) -> str:
    """A cell for each of its contents, which are markup already."""
    return "".join(f"{opening}{content}</td>" for opening, content in zip(begin, contents, strict=True))


def note(text: Any) -> str:
    """Small words below or beside what they belong to."""
    return f'<span class="note">{escape(str(text))}</span>'
