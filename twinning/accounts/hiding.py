"""Which letters the office's list keeps from whom, told by the apps that know what they are about.

A higher app registers a function in its `ready()` that narrows the letters that a person may see:

    @hides_letters
    def of_conflicts(letters, user):
        return letters.exclude(…)
"""

from collections.abc import Callable
from typing import Any

Narrow = Callable[[Any, Any], Any]
HIDING: list[Narrow] = []


def hides_letters(narrow: Narrow) -> Narrow:
    """Register what an app hides of the letters that others were written."""
    HIDING.append(narrow)
    return narrow


def letters_for(letters: Any, user: Any) -> Any:
    """Those that this person of the office may see."""
    for narrow in HIDING:
        letters = narrow(letters, user)
    return letters
