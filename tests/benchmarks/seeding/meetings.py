"""Events of some years, past and to come, every second one the programme's own."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from events.models import Attendance, Audience, Event, EventKind
from events.states import EventStatus
from tests.benchmarks.seeding.ground import Ground

ATTENDED = 300
TO_COME = 12  # whatever the size: nobody has hundreds of meetings before them
SPREAD = 2000  # days over which the others lie back


def hold_events(ground: Ground, size: int) -> None:
    """Ines registered for the first of them."""
    kinds = [
        EventKind.objects.get_or_create(code=code, defaults={"name": code.capitalize()})[0]
        for code in ("networking", "training", "conference")
    ]
    today = timezone.now().date()
    events = Event.objects.bulk_create(
        _event(number, kinds[number % 3], today + timedelta(days=_days_ahead(number, size)))
        for number in range(size)
    )
    Attendance.objects.bulk_create(Attendance(event=event, user=ground.ines) for event in events[:ATTENDED])


def _days_ahead(number: int, size: int) -> int:
    return 5 * (TO_COME - number) if number < TO_COME else -1 - number * SPREAD // size


def _event(number: int, kind: EventKind, day: date) -> Event:
    is_ours = number % 2 == 0
    begins = datetime.combine(day, time(14), UTC)
    known = {"starts_at": begins, "ends_at": begins + timedelta(hours=2), "time_zone": "Europe/Lisbon"}
    return Event(
        slug=f"event-{number}",
        title=f"Meeting of the hubs {number:05}",
        kind=kind,
        mode="onsite",
        precision="minute" if is_ours else "day",
        start=str(day),
        sort_on=day,
        until=day,
        city="Lisboa",
        country=("PT", "BR", "FI")[number % 3],
        description="What we did and what comes next. " * 10,
        of_programme=is_ours,
        audience=Audience.EVERYBODY if is_ours else Audience.NOBODY,
        status=EventStatus.PUBLISHED,
        published_at=timezone.now(),
        **(known if is_ours else {}),
    )
