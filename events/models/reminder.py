"""What reminds those who registered, and how long before."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from events.states import REMINDER, ReminderStatus
from twinning.core.lifecycle import status_field

A_DAY = 24 * 60


class ReminderLeadQuerySet(models.QuerySet["ReminderLead"]):
    def before(self, event: Any) -> timedelta:
        """The event's own lead time, its kind's, the programme's, or a day."""
        if event.lead_minutes is not None:
            return timedelta(minutes=event.lead_minutes)
        fitting = models.Q(kind=event.kind_id) | models.Q(kind=None)
        by_kind: dict[int | None, int] = dict(self.filter(fitting).values_list("kind", "minutes"))
        the_rest = by_kind.get(None, A_DAY)
        return timedelta(minutes=by_kind.get(event.kind_id, the_rest))


class ReminderLead(models.Model):
    """How long before an event of a kind people are reminded; without a kind: of any other."""

    kind = models.OneToOneField(
        "events.EventKind",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reminder_lead",
        verbose_name=_("kind of event"),
        help_text=_("Empty: all kinds that have no row of their own."),
    )
    minutes = models.PositiveIntegerField(_("minutes before the start"), default=A_DAY)

    objects: Any = ReminderLeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder lead time")
        verbose_name_plural = _("reminder lead times")
        constraints = [
            models.UniqueConstraint(Coalesce("kind", 0), name="events_reminder_lead_one_for_the_rest")
        ]

    def __str__(self) -> str:
        kind = self.kind or _("all other kinds")
        return f"{kind}: {timedelta(minutes=self.minutes)}"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def due(self, now: datetime) -> "ReminderQuerySet":
        return self.filter(status=ReminderStatus.PENDING, due_at__lte=now).order_by("due_at", "pk")


class Reminder(models.Model):
    """The one reminder of an attendance: the row is the truth, the clock looks for due ones."""

    attendance = models.OneToOneField("events.Attendance", models.CASCADE, related_name="reminder")
    due_at = models.DateTimeField(_("due"))
    status = status_field(ReminderStatus, ReminderStatus.PENDING)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    objects: Any = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["due_at"]
        constraints = [REMINDER.constraint()]
        indexes = [models.Index(fields=["status", "due_at"], name="events_reminder_waiting")]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.due_at:%Y-%m-%d %H:%M}"
