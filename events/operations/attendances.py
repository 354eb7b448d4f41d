"""Registering for events, and thinking better of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.audience import is_invited
from events.models import Attendance, Event
from events.operations.reminders import arrange_reminder, skip_reminder
from events.states import ATTENDANCE, AttendanceStatus, EventStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def register_attendance(event: Event, *, by: User) -> Attendance:
    """Register the person, confirm it in a letter, and set the reminder if its time is still ahead."""
    # Whoever calls the event off or moves it waits for us, and then finds this registration.
    event = Event.objects.select_for_update().get(pk=event.pk)
    _refuse_unfit(event, by)
    now = timezone.now()
    attendance, is_new = Attendance.objects.get_or_create(
        event=event, user=by, defaults={"registered_at": now}
    )
    if not is_new:
        if attendance.status == AttendanceStatus.REGISTERED:
            raise Refused(_("You are already registered."))
        ATTENDANCE.take(attendance, "register", registered_at=now, cancelled_at=None)
    leave_trace(attendance, "register", by=by)
    arrange_reminder(attendance)
    write_letter("events.registered", to=by, about=attendance.pk, once=now.isoformat())
    return attendance


@transaction.atomic
def cancel_attendance(attendance: Attendance, *, by: User) -> None:
    """Free the place: there will be no reminder and no link to join."""
    if attendance.event.is_over:
        raise Refused(_("This event is over."))
    ATTENDANCE.take(attendance, "cancel", cancelled_at=timezone.now())
    leave_trace(attendance, "cancel", by=by)
    skip_reminder(attendance)


def _refuse_unfit(event: Event, person: User) -> None:
    if event.status == EventStatus.CANCELLED:
        raise Refused(_("This event has been cancelled."))
    if event.status != EventStatus.PUBLISHED or not event.takes_registrations:
        raise Refused(_("There is no registration for this event."))
    if event.is_over:
        raise Refused(_("This event is over."))
    if not is_invited(person, event):
        raise Refused(_("This event is for the people of selected and twinned hubs."))
