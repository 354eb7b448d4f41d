"""Whether a person's organisation is a hub's: by names, without accents, case and signs."""

import re
from collections.abc import Iterable

from twinning.core.words import plain

SHORTEST_PHRASE = 8  # letters: "IT" or "hub" alone name nobody
SHORTEST_ACRONYM = 3


def same_organisation(affiliation: str, names: Iterable[str], acronym: str = "") -> bool:
    """One name stands in the other as whole words, or the acronym stands in the affiliation.

    >>> same_organisation("Universidade de São Paulo, Brazil", ["Universidade de Sao Paulo"])
    True
    >>> same_organisation("INESC TEC, Porto", ["Institute for Systems"], "INESC TEC")
    True
    >>> same_organisation("University", ["University of Chile"])
    False
    """
    theirs = _words(affiliation)
    if not theirs:
        return False
    if any(
        theirs == (name := _words(other)) or _stands_in(name, theirs) or _stands_in(theirs, name)
        for other in names
    ):
        return True
    return len(acronym) >= SHORTEST_ACRONYM and _acronym_stands_in(acronym, affiliation)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", plain(text)))


def _stands_in(phrase: str, text: str) -> bool:
    """As whole words, and only where the phrase is long enough to name somebody."""
    names_somebody = len(phrase) >= SHORTEST_PHRASE and " " in phrase
    return names_somebody and f" {phrase} " in f" {text} "


def _acronym_stands_in(acronym: str, affiliation: str) -> bool:
    """Written as it is: “ARTE” is a hub, “arte” is a word."""
    return bool(re.search(rf"(?<!\w){re.escape(acronym.strip())}(?!\w)", affiliation)) or (
        _words(acronym) == _words(affiliation)
    )
