"""An event is announced; whoever registered is reminded by the real clock and the real worker."""

from datetime import UTC, datetime, timedelta

from tests.journeys.cast import Cast
from tests.journeys.mail import words

LEAD = 119  # minutes
LATER = timedelta(hours=5)  # announced for then, and brought forward once everybody has registered
PATIENCE = 300  # seconds until the reminder has come, on a busy machine


def announce(cast: Cast) -> None:
    carla = cast.carla
    carla.open("/events/")
    carla.follow("Announce an event")
    carla.fill(
        title=cast.event,
        kind="Online networking",
        description="Everybody says in three minutes what they bring and what they look for.",
        precision="day and time are known",
        time_zone="UTC",
        mode="online",
        join_url="https://meet.office.example/evening",
        lead_minutes=str(LEAD),
        **times(datetime.now(UTC) + LATER),
    )
    carla.press("Announce")
    carla.take("Publish")


def times(starts_at: datetime) -> dict[str, str]:
    ends_at = starts_at + timedelta(hours=1)
    return {
        "start": f"{starts_at:%Y-%m-%d}",
        "start_time": f"{starts_at:%H:%M}",
        "end": f"{ends_at:%Y-%m-%d}",
        "end_time": f"{ends_at:%H:%M}",
    }


def bring_forward(cast: Cast) -> None:
    """So far that the reminder is due at once, and not before."""
    assert not [letter for letter in cast.ines.mail.to(cast.ines.email) if "Soon:" in letter["Subject"]]
    carla = cast.carla
    carla.open("/events/")
    carla.follow(cast.event)
    carla.follow("Edit")
    carla.fill(**times(datetime.now(UTC) + timedelta(minutes=LEAD)))
    carla.press("Save")
    carla.reads("Saved.")


def register(cast: Cast) -> None:
    """For people of selected hubs; others read what it is."""
    cast.ines.open("/events/")
    cast.ines.follow(cast.event)
    cast.ines.press("Register")
    cast.ines.reads("You are registered.")
    assert "meet.office.example" in words(cast.ines.letter(f"You are registered: {cast.event}"))
    cast.ines.open("/events/mine/")
    cast.nobody.open("/events/")
    cast.nobody.follow(cast.event)
    cast.nobody.reads("For people of selected and twinned hubs.")


def be_reminded(cast: Cast) -> None:
    """Once of the new time, and once more shortly before it."""
    assert "meet.office.example" in words(cast.ines.letter(f"Changed: {cast.event}"))
    reminder = words(cast.ines.letter(f"Soon: {cast.event}", patience=PATIENCE))
    assert "meet.office.example" in reminder
    cast.ines.follow_letter(f"Soon: {cast.event}")
