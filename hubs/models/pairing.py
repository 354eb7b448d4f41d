"""Pairing: bringing selected hubs together."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.states import PAIRING, PairingStatus
from twinning.core.lifecycle import status_field


class PairingQuerySet(models.QuerySet["Pairing"]):
    def visible_to(self, user: Any) -> "PairingQuerySet":
        """Pairings are made in the office; hubs hear of the twinning."""
        return self.all() if getattr(user, "works_in_office", False) else self.none()


class Pairing(models.Model):
    """A proposal to twin some selected hubs, with the fit computed when it was made.

    `fit` is between 0 and 1; `parts` are the components that add up to it, with reasons.
    """

    call = models.ForeignKey("hubs.Call", models.PROTECT, related_name="pairings")
    scenario = models.ForeignKey(
        "hubs.Scenario",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="pairings",
        verbose_name=_("scenario"),
    )
    expressions: models.ManyToManyField = models.ManyToManyField(
        "hubs.Expression", through="hubs.PairingPartner", related_name="pairings"
    )
    fit = models.DecimalField(_("fit"), max_digits=5, decimal_places=4, default=0, editable=False)
    parts = models.JSONField(default=list, editable=False)
    status = status_field(PairingStatus, PairingStatus.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)

    objects: Any = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pairing")
        verbose_name_plural = _("pairings")
        ordering = ["-proposed_at"]
        constraints = [PAIRING.constraint()]

    def __str__(self) -> str:
        return " + ".join(str(expression.hub) for expression in self.expressions.all())

    def get_absolute_url(self) -> str:
        return reverse("admin:hubs_pairing_change", args=[self.pk])


class PairingPartner(models.Model):
    """A hub's part in a pairing; `holds` while the pairing stands, once for each expression."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="partners")
    expression = models.ForeignKey("hubs.Expression", models.PROTECT, related_name="pairing_partners")
    holds = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["expression"],
                condition=models.Q(holds=True),
                name="hubs_pairing_partner_holds_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.expression)
