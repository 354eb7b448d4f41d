"""Words as they are stored and searched: plain ones in any spelling, and names in one line."""

import unicodedata


def plain(*texts: object) -> str:
    """The texts joined, without accents and case, as both the stored and the asked form.

    >>> plain("Viña del Mar", "São Tomé")
    'vina del mar sao tome'
    """
    joined = " ".join(str(text) for text in texts if text)
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", joined).casefold())
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(bare.translate(STUBBORN).split())


def sought(text: str) -> list[str]:
    """The plain words to search for: no more than a person types, and none that databases will not take."""
    return plain(text[:LONGEST_SEARCH].replace("\0", " ")).split()


def one_line(text: str) -> str:
    """A name as letters can hold it: a line of its own would pass for the letter's words, or its link.

    >>> one_line("Ada\\n\\nhttps://example.org/")
    'Ada https://example.org/'
    """
    return " ".join(text.split())


LONGEST_SEARCH = 200
STUBBORN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
