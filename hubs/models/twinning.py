"""Twinnings: the pairs (or threes) that work together."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.hub import Hub
from hubs.states import TWINNING, TwinningStatus
from twinning.core.lifecycle import status_field


class TwinningQuerySet(models.QuerySet["Twinning"]):
    def visible_to(self, user: Any) -> "TwinningQuerySet":
        """Who is twinned with whom is public."""
        return self.all()

    def of(self, user: Any) -> "TwinningQuerySet":
        """Those in which one of the person's hubs takes part."""
        theirs = Partner.objects.filter(hub__in=Hub.objects.with_member(user))
        return self.filter(pk__in=theirs.values("twinning"))

    def with_hubs(self) -> "TwinningQuerySet":
        partners = Partner.objects.select_related("hub__region")
        return self.prefetch_related(models.Prefetch("partners", partners))


class Twinning(models.Model):
    call = models.ForeignKey("hubs.Call", models.PROTECT, related_name="twinnings")
    pairing = models.OneToOneField("hubs.Pairing", models.PROTECT, related_name="twinning")
    hubs: models.ManyToManyField = models.ManyToManyField(
        "hubs.Hub", through="hubs.Partner", related_name="twinnings"
    )
    status = status_field(TwinningStatus, TwinningStatus.RUNNING)
    formed_at = models.DateTimeField(_("formed"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects: Any = TwinningQuerySet.as_manager()

    class Meta:
        verbose_name = _("twinning")
        verbose_name_plural = _("twinnings")
        ordering = ["formed_at", "pk"]
        constraints = [TWINNING.constraint()]
        indexes = [models.Index(fields=["status", "-formed_at", "-id"], name="hubs_twinning_newest")]

    def __str__(self) -> str:
        return " – ".join(partner.hub.short_name for partner in self.partners.all())

    def get_absolute_url(self) -> str:
        return reverse("hubs:twinning", kwargs={"pk": self.pk})


class Partner(models.Model):
    """A hub's place in a twinning."""

    twinning = models.ForeignKey(Twinning, models.CASCADE, related_name="partners")
    hub = models.ForeignKey("hubs.Hub", models.PROTECT, related_name="partnerships")

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["hub__region__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["twinning", "hub"], name="hubs_partner_once")]

    def __str__(self) -> str:
        return str(self.hub)
