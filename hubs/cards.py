"""A hub as one of a pair: what the component `pair` and the cards draw."""

from typing import Any

from hubs.models import Hub


def card_of(hub: Hub, is_seen: bool) -> dict[str, Any]:
    """A hub that the reader does not see has no page to go to."""
    return {
        "name": hub.name,
        "place": hub.place,
        "region": hub.region.name,
        "shore": hub.region.shore,
        "url": hub.get_absolute_url() if is_seen else "",
        "summary": hub.summary if is_seen else "",
    }
