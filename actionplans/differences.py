"""What was taken away and what was put in between two texts, word by word. Pure.

Comparing takes work for every pair of equal words, again for every stretch that is found. So texts are first
held together by the words that stand once in each of them, in their order, and only what lies between is
compared; where that would still be too much they are compared by their paragraphs, or else as a whole.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import NamedTuple

# A word with the space before it: spaces alone would match everywhere and tear a sentence into shreds.
WORD = re.compile(r"\s*\S+|\s+")
PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
WHOLE = re.compile(r".+", re.DOTALL)
MOST_STEPS = 2_000_000
Units = Sequence[str]


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
        gaps = list(_gaps(old, new))
        if sum(_steps(*gap) for gap in gaps) <= MOST_STEPS:
            break
    runs = [Run("same", begin), *(run for gap in gaps for run in _compared(*gap)), Run("same", end)]
    return list(_joined(run for run in runs if run.text))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one kind as one, and what was taken away before what was put in its place."""
    for same, stretch in groupby(runs, key=lambda run: run.kind == "same"):
        texts = {"same": "", "removed": "", "added": ""}
        for run in stretch:
            texts[run.kind] += run.text
        yield from (Run(kind, text) for kind, text in texts.items() if text and same == (kind == "same"))


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


def _gaps(old: Units, new: Units) -> Iterator[tuple[Units, Units]]:
    """The two texts cut where both have a word that no other place of them has, in one order."""
    from_old = from_new = 0
    for at_old, at_new in [*_anchors(old, new), (len(old), len(new))]:
        yield old[from_old:at_old], new[from_new:at_new]
        yield old[at_old : at_old + 1], new[at_new : at_new + 1]
        from_old, from_new = at_old + 1, at_new + 1


def _anchors(old: Units, new: Units) -> list[tuple[int, int]]:
    """Where such words stand in each: the most of them that keep their order."""
    once_old, once_new = _once(old), _once(new)
    common = [(at, once_new[unit]) for unit, at in once_old.items() if unit in once_new]
    tails: list[int] = []  # where in the new text the shortest chain of each length ends
    before: list[int] = []  # how long the chain is that ends with each
    for _at, place in common:
        length = bisect_left(tails, place)
        tails[length : length + 1] = [place]
        before.append(length)
    wanted = len(tails) - 1
    chain: list[tuple[int, int]] = []
    for pair, length in zip(reversed(common), reversed(before), strict=True):
        if length == wanted and (not chain or pair[1] < chain[-1][1]):
            chain.append(pair)
            wanted -= 1
    return chain[::-1]


def _once(units: Units) -> dict[str, int]:
    """Where each unit stands that stands once."""
    number = Counter(units)
    return {unit: at for at, unit in enumerate(units) if number[unit] == 1}


def _steps(old: Units, new: Units) -> int:
    """The most that comparing can take: all pairs of equal units, for each stretch that may be found."""
    there = Counter(new)
    frequent = len(new) // 100 + 1 if len(new) >= 200 else len(new)  # the matcher leaves out others
    pairs = sum(there[unit] for unit in old if there[unit] <= frequent)
    return (pairs + len(old)) * min(len(old), len(new), pairs + 1)


def _compared(old: Units, new: Units) -> Iterator[Run]:
    for _kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new).get_opcodes():
        removed, added = "".join(old[from_old:to_old]), "".join(new[from_new:to_new])
        if removed == added:
            yield Run("same", removed)
        else:
            yield Run("removed", removed)
            yield Run("added", added)
