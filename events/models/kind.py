"""The kinds of events that this programme knows."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.Model):
    """`code` is what import files call it."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("kind of event")
        verbose_name_plural = _("kinds of events")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name
