"""When pulses are asked: on the first of each month, on the programme's clock."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hubs.models import Pulse
from hubs.models.pulse import month_of

ASKED_FROM = time(9)


def next_asked(pulse: Pulse, zone: str) -> datetime:
    """When the next pulse is asked, and this one can be changed no more."""
    following = month_of(pulse.month + timedelta(days=31))
    return datetime.combine(following, ASKED_FROM, ZoneInfo(zone))
