"""The statuses of events, attendances and reminders, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class EventStatus(TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    CANCELLED = "cancelled", _("cancelled")


E = EventStatus

EVENT = Lifecycle(
    "events",
    "event",
    EventStatus,
    revise=Step(E.DRAFT, to=E.DRAFT, label=_("Edit")),
    amend=Step(E.PUBLISHED, to=E.PUBLISHED, by_clock=True),
    publish=Step(E.DRAFT, to=E.PUBLISHED, label=_("Publish")),
    cancel=Step(E.DRAFT, E.PUBLISHED, to=E.CANCELLED, label=_("Cancel the event")),
)


class AttendanceStatus(TextChoices):
    REGISTERED = "registered", _("registered")
    CANCELLED = "cancelled", _("cancelled")


A = AttendanceStatus

ATTENDANCE = Lifecycle(
    "events",
    "attendance",
    AttendanceStatus,
    register=Step(A.CANCELLED, to=A.REGISTERED, label=_("Register")),
    cancel=Step(A.REGISTERED, to=A.CANCELLED, label=_("Cancel my registration")),
)


class ReminderStatus(TextChoices):
    PENDING = "pending", _("waiting for its time")
    SENT = "sent", _("sent")
    SKIPPED = "skipped", _("not needed")


R = ReminderStatus

REMINDER = Lifecycle(
    "events",
    "reminder",
    ReminderStatus,
    send=Step(R.PENDING, to=R.SENT, by_clock=True),
    skip=Step(R.PENDING, to=R.SKIPPED, by_clock=True),
    renew=Step(R.PENDING, R.SENT, R.SKIPPED, to=R.PENDING, by_clock=True),
)
