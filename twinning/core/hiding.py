"""Rows kept from some people for reasons that only a higher app knows, such as conflicts of interest.

The app that owns the rows keeps a `Hiding`; a higher app registers a function in its `ready()`:

    @TRACES.hide
    def of_conflicts(traces, user):
        return traces.exclude(…)
"""

from collections.abc import Callable
from typing import Any

Narrow = Callable[[Any, Any], Any]


class Hiding:
    """All that narrows one kind of rows to those that a person may see."""

    def __init__(self) -> None:
        self.narrowings: list[Narrow] = []

    def hide(self, narrow: Narrow) -> Narrow:
        """Register a function that takes the rows and the person, and returns fewer rows."""
        self.narrowings.append(narrow)
        return narrow

    def seen_by(self, user: Any, rows: Any) -> Any:
        """Those of the rows that nothing keeps from this person."""
        for narrow in self.narrowings:
            rows = narrow(rows, user)
        return rows
