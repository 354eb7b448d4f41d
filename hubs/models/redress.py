"""Redress: a hub's complaint about the procedure, and what the office found."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with
from hubs.models.hub import Hub
from hubs.states import REDRESS, RedressStatus
from twinning.core.lifecycle import status_field


class RedressQuerySet(models.QuerySet["Redress"]):
    def visible_to(self, user: Any) -> "RedressQuerySet":
        """The hub's own people, and the office without conflicts."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_office:
            return self.exclude(expression__in=conflicted_with(user))
        return self.filter(expression__hub__in=Hub.objects.with_member(user))

    def running(self) -> "RedressQuerySet":
        return self.filter(status=RedressStatus.FILED)


class Redress(models.Model):
    """On the procedure only: the marks themselves are not discussed. One for each application."""

    expression = models.OneToOneField("hubs.Expression", models.CASCADE, related_name="redress")
    text = models.TextField(_("what went wrong in the procedure"))
    status = status_field(RedressStatus, RedressStatus.FILED)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("filed by")
    )
    filed_at = models.DateTimeField(_("filed"), default=timezone.now)
    finding = models.TextField(_("what was found"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True)
    words_salt = models.CharField(max_length=32, blank=True, default="", editable=False)

    objects: Any = RedressQuerySet.as_manager()

    class Meta:
        verbose_name = _("redress")
        verbose_name_plural = _("redress")
        ordering = ["-filed_at"]
        constraints = [REDRESS.constraint()]

    def __str__(self) -> str:
        return str(self.expression)

    def get_absolute_url(self) -> str:
        return reverse("hubs:redress", kwargs={"pk": self.pk})
