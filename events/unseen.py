"""Who comes to an event is told to the office alone."""

from events.models import Attendance
from twinning.trail.unseen import unseen

unseen(Attendance)
