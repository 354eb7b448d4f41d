"""What is written to the hubs of running twinnings."""

from typing import Any

from hubs.models import Pulse
from hubs.pulse.months import next_asked
from hubs.settled import programme
from twinning.core.letters import letter, link


@letter("hubs.pulse_asked")
def pulse_asked(about: int) -> dict[str, Any]:
    """To those who write for a hub: how does the twinning go, and what is needed?"""
    pulse = Pulse.objects.select_related("hub", "twinning").get(pk=about)
    return {
        "hub": pulse.hub.short_name,
        "pair": str(pulse.twinning),
        "until": next_asked(pulse, programme().time_zone),
        "door": link(pulse.get_absolute_url()),
    }


@letter("hubs.pulse_replied")
def pulse_replied(about: int) -> dict[str, Any]:
    """To those who write for a hub: what the office says to what they need."""
    pulse = Pulse.objects.select_related("hub", "twinning").get(pk=about)
    return {
        "hub": pulse.hub.short_name,
        "pair": str(pulse.twinning),
        "needs": pulse.needs,
        "words": pulse.reply,
        "door": link(pulse.get_absolute_url()),
    }
