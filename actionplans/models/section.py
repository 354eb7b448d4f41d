"""Sections: the text of a plan, in the parts that the programme asks for."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models.plan import Plan

LONGEST_TEXT = 20_000


class SectionKind(models.Model):
    """A part that every plan of the programme has, with words that help to write it."""

    code = models.SlugField(_("code"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    guidance = models.TextField(_("guidance"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section of plans")
        verbose_name_plural = _("sections of plans")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title


class SectionQuerySet(models.QuerySet["Section"]):
    def visible_to(self, user: Any) -> "SectionQuerySet":
        """Whoever sees the plan."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Section(models.Model):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    kind = models.ForeignKey(SectionKind, models.PROTECT, related_name="sections")
    body = models.TextField(_("text"), blank=True, max_length=LONGEST_TEXT)
    version = models.PositiveIntegerField(default=1, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    edited_at = models.DateTimeField(_("last edited"), null=True, editable=False)

    objects: Any = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["kind__position", "kind__code"]
        constraints = [models.UniqueConstraint(fields=["plan", "kind"], name="actionplans_section_once")]

    def __str__(self) -> str:
        return str(self.kind)

    def get_absolute_url(self) -> str:
        """The section's place on the plan's page."""
        page = reverse("actionplans:plan", kwargs={"pk": self.plan_id})
        return f"{page}#section-{self.pk}"
