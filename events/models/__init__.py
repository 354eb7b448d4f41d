"""The nouns of this app: events, who comes, and what they are reminded of."""

from events.models.attendance import Attendance
from events.models.event import Audience, Event, Mode
from events.models.kind import EventKind
from events.models.reminder import Reminder, ReminderLead

__all__ = ["Attendance", "Audience", "Event", "EventKind", "Mode", "Reminder", "ReminderLead"]
