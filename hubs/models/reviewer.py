"""Who evaluates: the experts the office has invited, and the hubs they are close to."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReviewerQuerySet(models.QuerySet["Reviewer"]):
    def visible_to(self, user: Any) -> "ReviewerQuerySet":
        """The office knows all reviewers; a reviewer sees what is said of themselves."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.works_in_office else self.filter(user=user)


class Reviewer(models.Model):
    """What the office knows of an expert: for conflicts, languages and the areas they can judge.

    `organisation_hubs` are the hubs whose names match the affiliation; kept whenever either changes.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviewer", verbose_name=_("person")
    )
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    areas: models.ManyToManyField = models.ManyToManyField(
        "hubs.TechnologyArea", blank=True, related_name="reviewers", verbose_name=_("technology areas")
    )
    organisation_hubs: models.ManyToManyField = models.ManyToManyField(
        "hubs.Hub", blank=True, related_name="+", editable=False
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)

    objects: Any = ReviewerQuerySet.as_manager()

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ["user__name", "user__email"]

    def __str__(self) -> str:
        return str(self.user)

    def get_absolute_url(self) -> str:
        return reverse("admin:hubs_reviewer_change", args=[self.pk])
