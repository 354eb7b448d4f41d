"""A place that was left, and who moved up for it from the reserve."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with


class ReplacementQuerySet(models.QuerySet["Replacement"]):
    def visible_to(self, user: Any) -> "ReplacementQuerySet":
        """The office's, without conflicts on either side."""
        if not getattr(user, "works_in_office", False):
            return self.none()
        near = conflicted_with(user)
        return self.exclude(left__in=near).exclude(joined__in=near)


class Replacement(models.Model):
    """A place that a selected hub left, given to one from the reserve; each place is given once."""

    left = models.OneToOneField("hubs.Expression", models.PROTECT, related_name="replaced_by")
    joined = models.OneToOneField("hubs.Expression", models.PROTECT, related_name="replaces")
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects: Any = ReplacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("replacement")
        verbose_name_plural = _("replacements")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.left_id} → {self.joined_id}"
