"""Pairing: bringing selected hubs together."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with
from hubs.models.hub import Hub, Membership, MembershipRole
from hubs.states import PAIRING, PARTNER_ANSWER, PairingStatus, PartnerAnswer
from twinning.core.lifecycle import status_field


class PairingQuerySet(models.QuerySet["Pairing"]):
    def visible_to(self, user: Any) -> "PairingQuerySet":
        """Hubs see what they were asked; the office sees what it works on."""
        if not user.is_authenticated:
            return self.none()
        put_to_them = models.Q(pk__in=PairingPartner.objects.of(user).values("pairing"))
        return self.filter(put_to_them | models.Q(pk__in=Pairing.objects.worked_on_by(user).values("pk")))

    def worked_on_by(self, user: Any) -> "PairingQuerySet":
        """All for the office, but for those of hubs in which the person has an interest."""
        if not getattr(user, "works_in_office", False):
            return self.none()
        close = PairingPartner.objects.filter(expression__in=conflicted_with(user))
        return self.exclude(pk__in=close.values("pairing"))

    def standing(self) -> "PairingQuerySet":
        """Neither formed nor given up: an answer, more time or the end may still come."""
        return self.filter(status__in=[PairingStatus.PROPOSED, PairingStatus.LAPSED])


class Pairing(models.Model):
    """A proposal to twin some selected hubs, with the fit computed when it was made.

    `fit` is between 0 and 1; `parts` are the components that add up to it, with reasons. Both tell
    what hubs wished in confidence, and stay in the office. The hubs answer until `answer_by`; without
    it nobody has asked them.
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
    answer_by = models.DateTimeField(_("answer by"), null=True, editable=False)

    objects: Any = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pairing")
        verbose_name_plural = _("pairings")
        ordering = ["-proposed_at"]
        constraints = [PAIRING.constraint()]

    def __str__(self) -> str:
        return " + ".join(str(partner.expression.hub) for partner in self.partners.all())

    def get_absolute_url(self) -> str:
        """Where the office works on it; the hubs have `get_answer_url`."""
        return reverse("admin:hubs_pairing_change", args=[self.pk])

    def get_answer_url(self) -> str:
        return reverse("hubs:pairing", kwargs={"pk": self.pk})

    @property
    def is_in_time(self) -> bool:
        """Asked, and the time to answer is not over."""
        return self.answer_by is not None and timezone.now() < self.answer_by


class PairingPartnerQuerySet(models.QuerySet["PairingPartner"]):
    def of(self, user: Any) -> "PairingPartnerQuerySet":
        """The parts of the person's own hubs, in pairings that were put to them."""
        theirs = self.filter(expression__hub__in=Hub.objects.with_member(user))
        return theirs.exclude(status=PartnerAnswer.WAITING)

    def managed_by(self, user: Any) -> "PairingPartnerQuerySet":
        """Those of hubs for which the person may answer."""
        managed = Membership.objects.filter(user=user, role=MembershipRole.MANAGER)
        return self.filter(expression__hub__in=managed.values("hub"))

    def asked_of(self, user: Any) -> "PairingPartnerQuerySet":
        """Those of them that wait for the answer."""
        return self.managed_by(user).filter(status=PartnerAnswer.ASKED)


class PairingPartner(models.Model):
    """A hub's part in a pairing, and what it answers.

    `holds` while the pairing stands; in so many at once as the call's capacity says, each in a `slot`
    of its own. `reason` is why it refused, for the office alone; `note` how the office heard of the
    answer, where it was not given on the page. `told_at` is when the hub was last asked or reminded.
    """

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="partners")
    expression = models.ForeignKey("hubs.Expression", models.PROTECT, related_name="pairing_partners")
    holds = models.BooleanField(default=True)
    slot = models.PositiveSmallIntegerField(default=0)
    status = status_field(PartnerAnswer, PartnerAnswer.WAITING)
    reason = models.TextField(_("reason"), blank=True)
    note = models.TextField(_("note"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True)
    told_at = models.DateTimeField(_("asked"), null=True)

    objects: Any = PairingPartnerQuerySet.as_manager()

    class Meta:
        ordering = ["expression__hub__region__position", "pk"]
        constraints = [
            PARTNER_ANSWER.constraint(),
            models.UniqueConstraint(
                fields=["expression", "slot"],
                condition=models.Q(holds=True),
                name="hubs_pairing_partner_slot_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.expression)
