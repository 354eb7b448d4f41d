"""Reminding those who registered: once each, whatever happens to the clock."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from events.models import Attendance, Event, Reminder, ReminderLead
from events.states import REMINDER, ReminderStatus
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused

BATCH = 100  # rows that a clock holds at a time


def arrange_reminder(attendance: Attendance) -> None:
    """Set the reminder to the event's time. There is none where no time is known, nor for those
    who register when it would already be over due: the letter of their registration reminds them.
    """
    event = attendance.event
    reminder = Reminder.objects.filter(attendance=attendance).first()
    if event.starts_at is None or event.has_started:
        skip_reminder(attendance)
        return
    due_at = event.starts_at - ReminderLead.objects.before(event)
    if reminder is None:
        if due_at > timezone.now():
            Reminder.objects.create(attendance=attendance, due_at=due_at)
    elif reminder.status == ReminderStatus.PENDING or due_at > timezone.now():
        REMINDER.take(reminder, "renew", due_at=due_at, sent_at=None)


def skip_reminder(attendance: Attendance) -> None:
    """Whoever has left is not reminded; what was sent stays sent."""
    REMINDER.take_all(Reminder.objects.filter(attendance=attendance), "skip")


def skip_reminders(event: Event) -> None:
    """Nobody is reminded of an event that does not take place."""
    REMINDER.take_all(Reminder.objects.filter(attendance__event=event), "skip")


def send_due_reminders(*, now: datetime | None = None) -> int:
    """Send all reminders that are due, and say how many; for the clock.

    Any number of clocks may do this at once, and any of them may die at any point: a reminder is
    claimed and its letter written in one transaction, so both are there or neither.
    """
    now = now or timezone.now()
    sent = 0
    while (outcomes := _settle_batch(now)) is not None:
        sent += sum(outcomes)
    return sent


@transaction.atomic
def _settle_batch(now: datetime) -> list[bool] | None:
    """Settle up to a batch of due reminders: whether each was sent, or None when none is left."""
    due = Reminder.objects.due(now).select_related("attendance__event", "attendance__user")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))
    reminders = list(due[:BATCH])
    return [_settle(reminder, now) for reminder in reminders] if reminders else None


def _settle(reminder: Reminder, now: datetime) -> bool:
    """Send it, or skip it when the event has begun; False also when another clock was faster.

    Leaving and calling off skip the reminder in their own transactions, so a pending one is wanted.
    """
    attendance, starts_at = reminder.attendance, reminder.attendance.event.starts_at
    try:
        if starts_at is None or starts_at <= now:
            REMINDER.take(reminder, "skip")
            return False
        REMINDER.take(reminder, "send", sent_at=now)
    except Refused:
        return False
    once = starts_at.isoformat()
    write_letter("events.reminder", to=attendance.user, about=attendance.pk, once=once)
    return True
