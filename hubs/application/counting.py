"""How the words and characters of an answer are counted; static/js/counting.js counts the same.

Counted is the text as it is stored: composed (NFC, so that an accent is no character of its own), with
one sign for the end of a line, and without the spaces around it. A word is what stands between spaces;
a character is a code point of Unicode. Both lists are written out, so that no version of Unicode in a
browser or in Python can tell another number.
"""

import re
import unicodedata

SPACES = "\t-\r \x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
_AROUND = re.compile(f"^[{SPACES}]+|[{SPACES}]+$")
_WORD = re.compile(f"[^{SPACES}]+")
_LINE_END = re.compile("\r\n?")


def counted(text: str) -> str:
    """The text as it is counted."""
    return _AROUND.sub("", unicodedata.normalize("NFC", _LINE_END.sub("\n", text)))


def words(text: str) -> int:
    return len(_WORD.findall(counted(text)))


def characters(text: str) -> int:
    return len(counted(text))


def count(text: str, unit: str) -> int:
    """How long a text is in `words` or `characters`."""
    return words(text) if unit == "words" else characters(text)
