"""What was taken away and what was put in between two texts, word by word. Pure."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

# A word with the space before it: spaces alone would match everywhere and tear a sentence into shreds.
WORD = re.compile(r"\s*\S+|\s+")


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
    old, new = WORD.findall(before), WORD.findall(after)
    runs = []
    for _kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new).get_opcodes():
        removed, added = "".join(old[from_old:to_old]), "".join(new[from_new:to_new])
        if removed == added:
            runs.append(Run("same", removed))
            continue
        runs += [Run(kind, text) for kind, text in (("removed", removed), ("added", added)) if text]
    return runs
