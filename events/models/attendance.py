"""Who comes to an event."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.states import ATTENDANCE, AttendanceStatus
from twinning.core.lifecycle import status_field


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: Any) -> "AttendanceQuerySet":
        """Who comes is known to the office, and to nobody else but oneself."""
        if getattr(user, "works_in_office", False):
            return self.all()
        return self.of(user)

    def of(self, user: Any) -> "AttendanceQuerySet":
        return self.filter(user=user) if user.is_authenticated else self.none()

    def registered(self) -> "AttendanceQuerySet":
        return self.filter(status=AttendanceStatus.REGISTERED)


class Attendance(models.Model):
    event = models.ForeignKey(
        "events.Event", models.CASCADE, related_name="attendances", verbose_name=_("event")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="attendances", verbose_name=_("person")
    )
    status = status_field(AttendanceStatus, AttendanceStatus.REGISTERED)
    registered_at = models.DateTimeField(_("registered"), default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)

    objects: Any = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["registered_at", "pk"]
        constraints = [
            ATTENDANCE.constraint(),
            models.UniqueConstraint(fields=["event", "user"], name="events_attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.event}"

    def get_absolute_url(self) -> str:
        """There is nothing to see of it but on the event's page."""
        return self.event.get_absolute_url()
