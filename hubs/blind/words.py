"""Hiding who applies: a hub's names are taken out of what its readers are not to know it by."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

SHORTEST = 3  # letters: shorter names stand inside other words too often


def without_names(text: str, names: Iterable[str], *, instead: str) -> str:
    """The text with each of the names, whatever its case and accents, replaced by other words.

    >>> without_names("At Polo São João we…", ["Polo São João"], instead="[the hub]")
    'At [the hub] we…'
    """
    wanted = sorted({name.strip() for name in names if len(name.strip()) >= SHORTEST}, key=len, reverse=True)
    if not wanted or not text:
        return text
    patterns = "|".join(_pattern(name) for name in wanted)
    composed = unicodedata.normalize("NFC", text)
    return re.sub(rf"(?<!\w)(?:{patterns})(?!\w)", lambda _found: instead, composed, flags=re.IGNORECASE)


def addresses_of(website: str) -> list[str]:
    """The words by which a website gives its owner away."""
    host = urlsplit(website).hostname or ""
    return [website, website.rstrip("/"), host, host.removeprefix("www.")] if host else []


def _pattern(name: str) -> str:
    """Each letter with or without its accents; any space between words."""
    parts = [_letter(letter) for letter in unicodedata.normalize("NFC", name)]
    return re.sub(r"(?:\\ )+", r"\\s+", "".join(parts))


def _letter(letter: str) -> str:
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    if bare == letter:
        plain = re.escape(letter)
        return f"[{plain}{_ACCENTED[letter.casefold()]}]" if letter.casefold() in _ACCENTED else plain
    return f"(?:{re.escape(letter)}|{re.escape(bare)})"


_ACCENTED = {
    "a": "áàâãäå", "c": "ç", "e": "éèêë", "i": "íìîï", "n": "ñ", "o": "óòôõö", "u": "úùûü", "y": "ýÿ",
}  # fmt: skip
