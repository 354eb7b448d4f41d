"""Files of an application: named as people know them, stored under names that say nothing."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.expression import Expression
from hubs.models.hub import Hub
from hubs.states import ATTACHMENT, AttachmentStatus
from twinning.core.lifecycle import status_field


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: Any) -> "AttachmentQuerySet":
        """The hub's own people see all; others those of the submission that counts, where they see it."""
        if not user.is_authenticated:
            return self.none()
        theirs = models.Q(expression__hub__in=Hub.objects.with_member(user))
        handed_in = models.Q(submissions__counts_for__in=Expression.objects.read_by(user))
        return self.filter(theirs | handed_in).distinct()

    def present(self) -> "AttachmentQuerySet":
        """Those of the draft as it stands; what was taken away may still belong to a submission."""
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """`field` is the code of the question that it answers; `digest` is the SHA-256 of its bytes."""

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="attachments")
    field = models.CharField(_("field"), max_length=80)
    name = models.CharField(_("name"), max_length=200)
    file = models.FileField(_("file"), max_length=200, editable=False)
    content_type = models.CharField(_("kind"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(max_length=64)
    status = status_field(AttachmentStatus, AttachmentStatus.WAITING)
    scanned_at = models.DateTimeField(_("checked"), null=True, editable=False)
    refused = models.CharField(_("why it was refused"), max_length=200, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    removed_at = models.DateTimeField(_("taken away"), null=True, editable=False)

    objects: Any = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an application")
        verbose_name_plural = _("files of applications")
        ordering = ["pk"]
        constraints = [ATTACHMENT.constraint()]
        indexes = [models.Index(fields=["status", "added_at"], name="hubs_attachment_waiting")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hubs:attachment", kwargs={"pk": self.pk})

    @property
    def may_be_read(self) -> bool:
        """Once it was checked, or where nothing checks."""
        return self.status in (AttachmentStatus.CLEAN, AttachmentStatus.UNCHECKED)
