"""Editions: a portfolio as it was when it was published, and its PDF."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import Hub
from hubs.states import HubStatus
from portfolios.states import EDITION, EditionStatus
from twinning.core.lifecycle import status_field


class EditionQuerySet(models.QuerySet["Edition"]):
    def public(self) -> "EditionQuerySet":
        """The current edition of each portfolio whose hub is listed."""
        return self.filter(shown_by__isnull=False, portfolio__hub__status=HubStatus.LISTED)

    def visible_to(self, user: Any) -> "EditionQuerySet":
        """What is public; all editions to the hub's own people and the office."""
        if getattr(user, "works_in_office", False):
            return self.all()
        public = models.Q(shown_by__isnull=False, portfolio__hub__status=HubStatus.LISTED)
        if not user.is_authenticated:
            return self.filter(public)
        return self.filter(public | models.Q(portfolio__hub__in=Hub.objects.with_member(user)))


class Edition(models.Model):
    """`content` holds every word that the public page and the PDF show; `digest` is its SHA-256."""

    portfolio = models.ForeignKey("portfolios.Portfolio", models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=5)
    digest = models.CharField(max_length=64)
    status = status_field(EditionStatus, EditionStatus.QUEUED)
    file = models.FileField(_("PDF"), max_length=200, blank=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    printed_at = models.DateTimeField(_("printed"), null=True)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    content = models.JSONField(_("content"))

    objects: Any = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-published_at", "-pk"]
        constraints = [
            EDITION.constraint(),
            models.UniqueConstraint(fields=["portfolio", "number"], name="portfolios_edition_number"),
        ]
        indexes = [models.Index(fields=["status", "due_at"], name="portfolios_edition_waiting")]

    def __str__(self) -> str:
        return f"{self.content['hub']['name']}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("portfolios:portfolio", kwargs={"slug": self.portfolio.slug})

    @property
    def is_printed(self) -> bool:
        return self.status == EditionStatus.PRINTED
