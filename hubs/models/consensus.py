"""The consensus: what the reviewers of one application agree on. Individual evaluations stay as they are."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with
from hubs.models.evaluation import Assignment
from hubs.states import CONSENSUS, AssignmentStatus, ConsensusStatus, EvaluationStatus
from twinning.accounts.models import Role
from twinning.core.lifecycle import status_field


class ConsensusQuerySet(models.QuerySet["Consensus"]):
    def visible_to(self, user: Any, interests: Collection[int] | None = None) -> "ConsensusQuerySet":
        """The office, and the application's reviewers once their own evaluation is in.

        `interests`: those of the person, where they were read already (`interests_of`).
        """
        if not user.is_authenticated:
            return self.none()
        hidden = conflicted_with(user) if interests is None else interests
        impartial = self.exclude(expression__in=hidden)
        if user.works_in_office:
            return impartial
        if user.role != Role.REVIEWER:
            return self.none()
        theirs = Assignment.objects.filter(
            reviewer=user,
            status=AssignmentStatus.ACCEPTED,
            evaluation__status=EvaluationStatus.SUBMITTED,
        )
        return impartial.filter(expression__in=theirs.values("expression"))

    def agreed(self) -> "ConsensusQuerySet":
        """Those that the ranking goes by."""
        return self.filter(status=ConsensusStatus.AGREED)


class Consensus(models.Model):
    """Written by the rapporteur, one of the application's reviewers.

    `versions` counts the savings of each field, so that two open windows do not overwrite each other.
    """

    expression = models.OneToOneField("hubs.Expression", models.CASCADE, related_name="consensus")
    rapporteur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="consensuses",
        verbose_name=_("rapporteur"),
    )
    comment = models.TextField(_("comment to the panel"), blank=True)
    comment_to_hub = models.TextField(_("comment to the hub"), blank=True)
    status = status_field(ConsensusStatus, ConsensusStatus.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    versions = models.JSONField(default=dict, editable=False)
    agreed_at = models.DateTimeField(_("agreed"), null=True, editable=False)
    salt = models.CharField(max_length=32, blank=True, default="", editable=False)
    words_salt = models.CharField(max_length=32, blank=True, default="", editable=False)

    objects: Any = ConsensusQuerySet.as_manager()

    class Meta:
        verbose_name = _("consensus")
        verbose_name_plural = _("consensuses")
        constraints = [CONSENSUS.constraint()]

    def __str__(self) -> str:
        return f"{self.expression_id}: {self.status}"

    def get_absolute_url(self) -> str:
        return reverse("hubs:consensus", kwargs={"pk": self.pk})


class ConsensusScore(models.Model):
    """The mark that the reviewers agree on for one criterion."""

    consensus = models.ForeignKey(Consensus, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("hubs.Criterion", models.PROTECT, related_name="consensus_scores")
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2, null=True)
    comment_to_hub = models.TextField(_("comment to the hub"), blank=True)

    class Meta:
        verbose_name = _("mark of a consensus")
        verbose_name_plural = _("marks of consensuses")
        ordering = ["criterion__position", "criterion_id"]
        constraints = [
            models.UniqueConstraint(fields=["consensus", "criterion"], name="hubs_consensus_score_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.mark}"
