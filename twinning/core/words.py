"""Plain words for searching: any accent, any case, any alphabet's own spelling."""

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


STUBBORN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
