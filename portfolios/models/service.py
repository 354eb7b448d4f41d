"""What a hub offers, in the programme's own categories."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ServiceCategory(models.Model):
    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("service category")
        verbose_name_plural = _("service categories")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class TargetGroup(models.Model):
    """Whom a service is for."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def in_order(self) -> "ServiceQuerySet":
        """As a portfolio shows them: category by category, each as the hub arranged it."""
        return self.order_by("category__position", "category__code", "position", "pk")

    def with_words(self) -> "ServiceQuerySet":
        return self.select_related("category").prefetch_related("technology_areas", "target_groups")


class Service(models.Model):
    """One service in the working copy; `key` stays the same from edition to edition."""

    portfolio = models.ForeignKey("portfolios.Portfolio", models.CASCADE, related_name="services")
    key = models.CharField(max_length=80, editable=False)
    name = models.CharField(_("name"), max_length=200)
    category = models.ForeignKey(
        ServiceCategory, models.PROTECT, related_name="services", verbose_name=_("category")
    )
    summary = models.TextField(_("what it is"), blank=True)
    technology_areas = models.ManyToManyField(
        "hubs.TechnologyArea", blank=True, related_name="services", verbose_name=_("technology areas")
    )
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="services", verbose_name=_("for whom")
    )
    access_mode = models.CharField(_("how to get it"), max_length=300, blank=True)
    price_model = models.CharField(_("price"), max_length=300, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: Any = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["portfolio", "key"], name="portfolios_service_key_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portfolios:working_copy", kwargs={"slug": self.portfolio.slug})
