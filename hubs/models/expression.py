"""Expressions of interest: a hub's application to a call."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.hub import Hub
from hubs.states import EXPRESSION, AssignmentStatus, ExpressionStatus
from twinning.accounts.models import Role
from twinning.core.lifecycle import status_field


class ExpressionQuerySet(models.QuerySet["Expression"]):
    def visible_to(self, user: Any) -> "ExpressionQuerySet":
        """The hub's own people; the office once submitted; reviewers who declared no conflict."""
        if not user.is_authenticated:
            return self.none()
        theirs = models.Q(hub__in=Hub.objects.with_member(user))
        handed_in = ~models.Q(status=ExpressionStatus.DRAFT) & ~models.Q(submitted_at=None)
        if user.works_in_office:
            return self.filter(theirs | handed_in)
        if user.role != Role.REVIEWER:
            return self.filter(theirs)
        accepted = models.Q(
            pk__in=user.assignments.filter(status=AssignmentStatus.ACCEPTED).values("expression")
        )
        return self.filter(theirs | (accepted & handed_in))


class Expression(models.Model):
    call = models.ForeignKey("hubs.Call", models.PROTECT, related_name="expressions")
    hub = models.ForeignKey("hubs.Hub", models.PROTECT, related_name="expressions")
    motivation = models.TextField(_("motivation"), blank=True)
    use_of_bella = models.TextField(_("use of BELLA"), blank=True)
    research_experience = models.TextField(_("experience with research projects"), blank=True)
    innovator_experience = models.TextField(_("experience with early innovators"), blank=True)
    offers = models.TextField(_("what the hub brings"), blank=True)
    seeks = models.TextField(_("what the hub seeks"), blank=True)
    technology_areas = models.ManyToManyField(
        "hubs.TechnologyArea",
        blank=True,
        related_name="expressions",
        verbose_name=_("technology areas"),
    )
    status = status_field(ExpressionStatus, ExpressionStatus.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)

    objects: Any = ExpressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        ordering = ["-started_at"]
        constraints = [
            EXPRESSION.constraint(),
            models.UniqueConstraint(fields=["call", "hub"], name="hubs_expression_once"),
        ]
        indexes = [models.Index(fields=["call", "status", "-submitted_at"], name="hubs_expression_in_call")]

    def __str__(self) -> str:
        return f"{self.hub} – {self.call}"

    def get_absolute_url(self) -> str:
        return reverse("hubs:expression", kwargs={"pk": self.pk})
