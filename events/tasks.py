"""What the clock does for events."""

from celery import shared_task


@shared_task
def send_due_reminders() -> None:
    """Remind all whose time has come."""
    from events.operations import reminders

    reminders.send_due_reminders()
