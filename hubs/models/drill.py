"""The withdrawal drill: reckoned ahead for each selected hub, what would be done if it left."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with
from hubs.states import DRILL, DrillStatus
from twinning.core.lifecycle import status_field


class DrillQuerySet(models.QuerySet["Drill"]):
    def visible_to(self, user: Any) -> "DrillQuerySet":
        """The office's; which repairs of it a person may read, `Repair` says."""
        return self.all() if getattr(user, "works_in_office", False) else self.none()


class Drill(models.Model):
    """One for each call; `key` stands for the situation that the repairs were reckoned for."""

    call = models.OneToOneField("hubs.Call", models.CASCADE, related_name="drill")
    status = status_field(DrillStatus, DrillStatus.QUEUED)
    key = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    reckoned_at = models.DateTimeField(_("reckoned"), null=True)

    objects: Any = DrillQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal drill")
        verbose_name_plural = _("withdrawal drills")
        constraints = [DRILL.constraint()]

    def __str__(self) -> str:
        return str(self.call)


class RepairQuerySet(models.QuerySet["Repair"]):
    def visible_to(self, user: Any) -> "RepairQuerySet":
        """The office's, without those that tell of an application in which the person has an interest."""
        if not getattr(user, "works_in_office", False):
            return self.none()
        near = conflicted_with(user)
        telling = Repair.concerns.through.objects.filter(expression__in=near).values("repair")
        return self.exclude(expression__in=near).exclude(pk__in=telling)


class Repair(models.Model):
    """What would be done if the hub of `expression` left: the best way first, and the one that follows
    the order of the reserve, where that is another.

    `key` stands for the situation without this hub: as long as it holds, so does the repair, before and
    after the hub has left. `ways` are plain values with keys of applications (see `hubs.drilling`);
    `concerns` are all applications that they name.
    """

    drill = models.ForeignKey(Drill, models.CASCADE, related_name="repairs")
    expression = models.OneToOneField("hubs.Expression", models.CASCADE, related_name="repair")
    key = models.CharField(max_length=64)
    broken = models.PositiveSmallIntegerField(_("pairs broken"), default=0)
    total = models.PositiveIntegerField(_("total"), default=0)
    ways = models.JSONField(default=list)
    concerns: models.ManyToManyField = models.ManyToManyField("hubs.Expression", related_name="+")

    objects: Any = RepairQuerySet.as_manager()

    class Meta:
        verbose_name = _("repair")
        verbose_name_plural = _("repairs")

    def __str__(self) -> str:
        return f"{self.expression_id}"
