"""What a hub answers in an application: one row for each field, which several people write."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Answer(models.Model):
    """The words in one field. `version` counts its changes, so that nobody overwrites what they have
    not seen. A choice is kept as its code, several as codes parted by spaces.
    """

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="answers")
    code = models.CharField(_("field"), max_length=80)
    value = models.TextField(_("answer"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("saved by")
    )
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["expression", "code"], name="hubs_answer_once")]

    def __str__(self) -> str:
        return f"{self.expression_id} {self.code}"
