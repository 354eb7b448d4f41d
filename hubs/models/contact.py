"""Which hubs have worked together before, as one of them says."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.hub import Hub


class EarlierContactQuerySet(models.QuerySet["EarlierContact"]):
    def visible_to(self, user: Any) -> "EarlierContactQuerySet":
        """What one's own hubs have said; the office sees all."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.works_in_office else self.filter(hub__in=Hub.objects.with_member(user))


class EarlierContact(models.Model):
    """`hub` says that it has worked with `other`; that one of them says so is enough for pairing."""

    hub = models.ForeignKey(Hub, models.CASCADE, related_name="contacts", verbose_name=_("hub"))
    other = models.ForeignKey(Hub, models.CASCADE, related_name="+", verbose_name=_("has worked with"))
    since = models.DateTimeField(default=timezone.now, editable=False)

    objects: Any = EarlierContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier contact")
        verbose_name_plural = _("earlier contacts")
        constraints = [
            models.UniqueConstraint(fields=["hub", "other"], name="hubs_earlier_contact_once"),
            models.CheckConstraint(
                condition=~models.Q(hub=models.F("other")), name="hubs_earlier_contact_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hub} – {self.other}"
