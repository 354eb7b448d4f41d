"""The trail: what was done to a record, by whom, each trace sealed with the one before it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from twinning.core.digest import digest_of


class TraceQuerySet(models.QuerySet["Trace"]):
    """Traces are only ever added."""

    def of(self, record: models.Model) -> "TraceQuerySet":
        """The record's own chain, oldest first."""
        return self.filter(subject=record._meta.label_lower, subject_id=record.pk).order_by("number")

    def update(self, **kwargs: Any) -> int:
        raise TypeError("a trace is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("a trace is never removed")


class Trace(models.Model):
    """Each record has a chain of its own, so that two records never wait for one another."""

    subject = models.CharField(max_length=64)
    subject_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    step = models.CharField(_("step"), max_length=32)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    actor = models.CharField(_("who"), max_length=254, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    detail = models.JSONField(default=dict)
    before = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)

    objects = TraceQuerySet.as_manager()

    class Meta:
        verbose_name = _("trace")
        verbose_name_plural = _("traces")
        constraints = [
            models.UniqueConstraint(fields=["subject", "subject_id", "number"], name="trail_trace_one_chain")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id} #{self.number}: {self.step}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a trace is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("a trace is never removed")

    def sealed(self) -> str:
        """SHA-256 over the trace's content and the seal before it, as canonical JSON."""
        content = [
            self.subject, self.subject_id, self.number, self.step, self.actor,
            self.at.isoformat(), self.detail, self.before,
        ]  # fmt: skip
        return digest_of(content)
