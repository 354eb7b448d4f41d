"""A letter to a person: the row is the truth, the e-mail and the inbox show it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from twinning.accounts.states import LETTER, LetterStatus
from twinning.core.lifecycle import status_field


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: Any) -> "LetterQuerySet":
        """One's own letters, once they have been put into words."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(recipient=user).exclude(subject="")

    def unread(self) -> "LetterQuerySet":
        return self.filter(read_at=None)


class Letter(models.Model):
    """`kind` names the function that puts it into words, `about` the record it speaks of.

    `reference` makes it the only one of its sort: writing it again changes nothing.
    """

    kind = models.CharField(max_length=64)
    about = models.PositiveBigIntegerField()
    reference = models.CharField(max_length=400, unique=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="letters")
    address = models.EmailField(_("address"))
    status = status_field(LetterStatus, LetterStatus.QUEUED)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(max_length=5, default="en")
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(_("written"), default=timezone.now, db_index=True)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    read_at = models.DateTimeField(_("read"), null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-written_at", "-pk"]
        constraints = [LETTER.constraint()]
        indexes = [models.Index(fields=["status", "due_at"], name="accounts_letter_waiting")]

    def __str__(self) -> str:
        return self.subject or self.kind

    def get_absolute_url(self) -> str:
        return reverse("accounts:letter", kwargs={"pk": self.pk})
