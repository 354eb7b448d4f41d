"""Activities: what the hubs of a twinning will do, who leads, and by when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models.plan import Plan
from actionplans.states import ACTIVITY, ActivityStatus
from twinning.core.lifecycle import status_field


class Deliverable(models.TextChoices):
    """What an activity leads to."""

    LETTER_OF_INTENT = "letter_of_intent", _("letter of intent")
    PROOF_OF_CONCEPT = "proof_of_concept", _("proof of concept")
    PRODUCT_OR_SERVICE = "product_or_service", _("product or service plan")
    MEMORANDUM = "memorandum", _("memorandum of understanding")
    OTHER = "other", _("other")


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: Any) -> "ActivityQuerySet":
        """Whoever sees the plan; what was removed is gone for all."""
        return self.kept().filter(plan__in=Plan.objects.visible_to(user))

    def kept(self) -> "ActivityQuerySet":
        return self.exclude(status=ActivityStatus.REMOVED)

    def open(self) -> "ActivityQuerySet":
        return self.filter(status=ActivityStatus.OPEN)


class Activity(models.Model):
    """`lead` is one of the twinned hubs; without it they do it together."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities")
    kind = models.CharField(_("deliverable"), max_length=20, choices=Deliverable, default=Deliverable.OTHER)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True, max_length=5_000)
    lead = models.ForeignKey(
        "hubs.Hub",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_activities",
        verbose_name=_("lead"),
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    indicator = models.CharField(
        _("indicator"),
        max_length=200,
        blank=True,
        help_text=_("How you will see that it worked, for instance “10 start-ups trained”."),
    )
    status = status_field(ActivityStatus, ActivityStatus.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    edited_at = models.DateTimeField(_("last edited"), null=True, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)

    objects: Any = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            ACTIVITY.constraint(),
            models.CheckConstraint(
                condition=models.Q(kind__in=Deliverable.values),
                name="actionplans_activity_kind_known",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="actionplans_activity_due")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The activity's place on the plan's page; one that was removed has none."""
        page = reverse("actionplans:plan", kwargs={"pk": self.plan_id})
        removed = self.status == ActivityStatus.REMOVED
        return f"{page}#activities" if removed else f"{page}#activity-{self.pk}"
