"""Plans: one for each twinning, written by its hubs together."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.states import PLAN, PlanStatus
from hubs.models import Hub, Partner, Twinning
from hubs.states import TwinningStatus
from twinning.core.lifecycle import status_field


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: Any) -> "PlanQuerySet":
        """The people of the twinned hubs, and the office: a plan is never public."""
        if user is None or not user.is_authenticated:
            return self.none()
        if user.works_in_office:
            return self.all()
        return self.filter(twinning__in=Twinning.objects.of(user))

    def running(self) -> "PlanQuerySet":
        """Those whose twinning has not ended."""
        return self.filter(twinning__status=TwinningStatus.RUNNING)

    def with_hubs(self) -> "PlanQuerySet":
        partners = Partner.objects.select_related("hub__region")
        with_partners = models.Prefetch("twinning__partners", partners)
        return self.select_related("twinning", "edited_by").prefetch_related(with_partners)


class Plan(models.Model):
    """`number` counts the versions put forward for signature; the counts are kept by each edit."""

    twinning = models.OneToOneField("hubs.Twinning", models.PROTECT, related_name="plan")
    status = status_field(PlanStatus, PlanStatus.DRAFTING)
    number = models.PositiveIntegerField(_("version"), default=0, editable=False)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    proposed_at = models.DateTimeField(_("proposed"), null=True, editable=False)
    agreed_at = models.DateTimeField(_("agreed"), null=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("last edited by"),
    )
    edited_at = models.DateTimeField(_("last edited"), default=timezone.now, editable=False)
    sections_count = models.PositiveSmallIntegerField(default=0, editable=False)
    sections_filled = models.PositiveSmallIntegerField(default=0, editable=False)
    activities_count = models.PositiveIntegerField(default=0, editable=False)
    activities_done = models.PositiveIntegerField(default=0, editable=False)
    next_due_on = models.DateField(_("next milestone"), null=True, editable=False)

    objects: Any = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ["-edited_at", "-pk"]
        constraints = [PLAN.constraint()]
        indexes = [
            models.Index(fields=["-edited_at", "-id"], name="actionplans_plan_edited"),
            models.Index(fields=["status", "-edited_at", "-id"], name="actionplans_plan_status"),
        ]

    def __str__(self) -> str:
        return str(self.twinning)

    def get_absolute_url(self) -> str:
        return reverse("actionplans:plan", kwargs={"pk": self.pk})

    def hubs(self) -> Any:
        """The hubs of the twinning."""
        return Hub.objects.filter(twinnings=self.twinning_id)

    def unsigned_hubs(self) -> Any:
        """The hubs that have not signed the version put forward now."""
        signed = self.signatures.standing().filter(number=self.number)
        return self.hubs().exclude(pk__in=signed.values("hub"))
