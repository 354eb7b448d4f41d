"""Versions put forward for signature, and the signatures under them: neither is ever changed or removed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.models.plan import Plan


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: Any) -> "VersionQuerySet":
        """Whoever sees the plan."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Version(models.Model):
    """`content` is the canonical text that `digest` is the SHA-256 of: what is signed, word for word."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.TextField(_("content"))
    digest = models.CharField(_("digest"), max_length=64)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)

    objects: Any = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="actionplans_version_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("actionplans:version", kwargs={"plan": self.plan_id, "number": self.number})


class SignatureQuerySet(models.QuerySet["Signature"]):
    def standing(self) -> "SignatureQuerySet":
        """Those that no reopening has made historic."""
        return self.filter(withdrawn_at=None)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("a signature is never removed")


class Signature(models.Model):
    """A hub's, given by one of its managers; historic from `withdrawn_at` on."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="signatures")
    hub = models.ForeignKey("hubs.Hub", models.PROTECT, related_name="signatures")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    digest = models.CharField(_("digest"), max_length=64)
    number = models.PositiveIntegerField(_("version"))
    signed_at = models.DateTimeField(_("signed"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("historic since"), null=True)

    objects: Any = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["-number", "signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "hub", "digest"], name="actionplans_signature_once")
        ]

    def __str__(self) -> str:
        return f"{self.hub}, {self.number}"
