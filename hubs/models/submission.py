"""An application as it was handed in: frozen, with a digest, and its receipt as a PDF."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.expression import Expression
from hubs.models.hub import Hub
from hubs.states import SUBMISSION, SubmissionStatus
from twinning.core.lifecycle import status_field


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: Any) -> "SubmissionQuerySet":
        """All of their own to the hub's people; the one that counts to those who see the application."""
        if not user.is_authenticated:
            return self.none()
        theirs = models.Q(expression__hub__in=Hub.objects.with_member(user))
        return self.filter(theirs | models.Q(counts_for__in=Expression.objects.opened_to(user)))


class Submission(models.Model):
    """`content` holds every word that was handed in; `digest` is the SHA-256 of its canonical JSON.

    `status` is that of the receipt's PDF.
    """

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    digest = models.CharField(max_length=64)
    text_version = models.PositiveIntegerField(_("version of the call's text"), default=1)
    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    attachments: models.ManyToManyField = models.ManyToManyField(
        "hubs.Attachment", blank=True, related_name="submissions"
    )
    status = status_field(SubmissionStatus, SubmissionStatus.QUEUED)
    language = models.CharField(_("language"), max_length=5, default="en")
    file = models.FileField(_("PDF"), max_length=200, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)

    objects: Any = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["expression", "-number"]
        constraints = [
            SUBMISSION.constraint(),
            models.UniqueConstraint(fields=["expression", "number"], name="hubs_submission_number"),
        ]
        indexes = [models.Index(fields=["status", "due_at"], name="hubs_submission_waiting")]

    def __str__(self) -> str:
        return f"{self.expression_id}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("hubs:submission", kwargs={"pk": self.pk})

    @property
    def is_cleared(self) -> bool:
        """Whether its words were removed after the period that the call names."""
        return not self.content

    @property
    def is_printed(self) -> bool:
        return self.status == SubmissionStatus.PRINTED
