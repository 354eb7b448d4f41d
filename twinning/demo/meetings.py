"""The demo programme's own events: one that was, one that is near, one in person at the end."""

from datetime import datetime, timedelta
from typing import Any

from events.models import Audience, EventKind
from events.operations.attendances import register_attendance
from events.operations.events import announce_event, publish_event
from events.telling import Told
from twinning.accounts.models import User
from twinning.demo.clock import happening

MEETINGS: list[dict[str, Any]] = [
    {
        "days": -20, "hours": 2, "kind": "online networking", "mode": "online",
        "title": "Sample event: first online networking event",
        "description": "All twinned hubs introduce themselves in three minutes each, then the pairs meet in rooms of their own.",
    },
    {
        "days": 12, "hours": 2, "kind": "online networking", "mode": "online",
        "title": "Sample event: second online networking event",
        "description": "What the pairs have begun, what stands in their way, and who can help. In English with interpretation into Spanish and Portuguese.",
    },
    {
        "days": 95, "hours": 7, "kind": "final", "mode": "onsite", "city": "Fortaleza", "country": "BR",
        "title": "Sample event: final event in person",
        "description": "The pairs show what they have made. Back to back with the final event of the dialogue forum.",
    },
]  # fmt: skip


def hold_events(now: datetime, *, office: User, guests: list[User]) -> None:
    """Announce and publish each event some weeks ahead of it, and let the guests register."""
    for meeting in MEETINGS:
        facts = dict(meeting)
        days, hours, kind = facts.pop("days"), facts.pop("hours"), facts.pop("kind")
        starts_at = (now + timedelta(days=days)).replace(hour=14)
        zone = "America/Fortaleza" if facts.get("country") == "BR" else "Europe/Brussels"
        with happening(min(now, starts_at - timedelta(days=30))):
            event = announce_event(
                by=office,
                kind=EventKind.objects.get(code=kind),
                told=Told.at(starts_at, starts_at + timedelta(hours=hours), zone),
                of_programme=True,
                audience=Audience.PARTICIPANTS,
                join_url="https://meet.twinning.example/room" if facts["mode"] == "online" else "",
                **facts,
            )
            publish_event(event, by=office)
            for guest in guests:
                register_attendance(event, by=guest)
