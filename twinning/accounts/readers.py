"""For whom public pages are the same: what a view asks before it shows somebody a page kept for many."""

from typing import Any


def is_outside(user: Any, **_address: Any) -> bool:
    """Whoever does not work in the office, on pages where the office alone sees more than the public."""
    return not user.works_in_office
