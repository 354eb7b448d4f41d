"""What was taken away and what was put in between two texts, word by word. Pure.

Comparing takes work for every pair of equal words, again and again; texts that repeat themselves on and on
are compared by their paragraphs, and if those repeat as well, as a whole.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

# A word with the space before it: spaces alone would match everywhere and tear a sentence into shreds.
WORD = re.compile(r"\s*\S+|\s+")
PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
WHOLE = re.compile(r".+", re.DOTALL)
MOST_PAIRS = 200_000


class Run(NamedTuple):
    """A stretch of text that is `same`, `removed` or `added`."""

    kind: str
    text: str


def word_differences(before: str, after: str) -> list[Run]:
    """The runs that lead from one text to the other, in order; joined without the added ones they
    give `before`, without the removed ones `after`.

    >>> word_differences("one two", "one three")
    [Run(kind='same', text='one'), Run(kind='removed', text=' two'), Run(kind='added', text=' three')]
    """
    for unit in (WORD, PARAGRAPH, WHOLE):
        begin, old, new, end = _without_common_ends(unit.findall(before), unit.findall(after))
        if _pairs(old, new) <= MOST_PAIRS:
            break
    runs = [Run("same", begin), *_compared(old, new), Run("same", end)]
    return [run for run in runs if run.text]


def _without_common_ends(old: list[str], new: list[str]) -> tuple[str, list[str], list[str], str]:
    """How both begin, what lies between in each, and how both end."""
    start = _in_common(old, new)
    begin, old, new = "".join(old[:start]), old[start:], new[start:]
    kept = _in_common(old[::-1], new[::-1])
    rest = len(old) - kept
    return begin, old[:rest], new[: len(new) - kept], "".join(old[rest:])


def _in_common(old: list[str], new: list[str]) -> int:
    """With how many units both begin."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How many times a unit of the one text stands in the other; the matcher leaves out the most frequent."""
    there = Counter(new)
    frequent = len(new) // 100 + 1 if len(new) >= 200 else len(new)
    return sum(there[unit] for unit in old if there[unit] <= frequent)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    for _kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new).get_opcodes():
        removed, added = "".join(old[from_old:to_old]), "".join(new[from_new:to_new])
        if removed == added:
            yield Run("same", removed)
        else:
            yield Run("removed", removed)
            yield Run("added", added)
