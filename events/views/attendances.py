"""Registering for an event, and cancelling."""

from django.utils.translation import gettext_lazy as _

from events.models import Attendance, Event
from events.operations.attendances import cancel_attendance, register_attendance
from events.states import ATTENDANCE
from twinning.core.steps import step

register = step(
    ATTENDANCE,
    "register",
    Event,
    register_attendance,
    done=_("You are registered. A letter with everything you need is on its way."),
    explains=_("The office sees your name and address among those who come; other participants do not."),
)
cancel = step(
    ATTENDANCE,
    "cancel",
    Attendance,
    cancel_attendance,
    done=_("Your registration is cancelled."),
    explains=_("You will not be reminded any more. You can register again while the event is to come."),
)
