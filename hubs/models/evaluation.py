"""Who reads an expression, and what each of them marks."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with
from hubs.models.expression import Expression
from hubs.states import (
    ASSIGNMENT,
    EVALUATION,
    AssignmentStatus,
    EvaluationStatus,
)
from twinning.accounts.models import Role
from twinning.core.lifecycle import status_field


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: Any) -> "AssignmentQuerySet":
        """One's own while one is a reviewer; the office sees all but those where it has an interest."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_office:
            return self.exclude(expression__in=conflicted_with(user))
        return self.filter(reviewer=user) if user.role == Role.REVIEWER else self.none()


class Assignment(models.Model):
    """A reviewer asked to read an expression, who first declares on conflicts of interest."""

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    status = status_field(AssignmentStatus, AssignmentStatus.ASSIGNED)
    assigned_at = models.DateTimeField(default=timezone.now, editable=False)
    declared_at = models.DateTimeField(null=True, editable=False)

    objects: Any = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            ASSIGNMENT.constraint(),
            models.UniqueConstraint(fields=["expression", "reviewer"], name="hubs_assignment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} – {self.expression_id}"

    def get_absolute_url(self) -> str:
        return reverse("hubs:assignment", kwargs={"pk": self.pk})


COUNTING = {"status": EvaluationStatus.SUBMITTED, "assignment__status": AssignmentStatus.ACCEPTED}


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, user: Any) -> "EvaluationQuerySet":
        """A reviewer's own while not recused. The office reads what was submitted, once it has declared.

        Another's, once one's own is in: where the call shares them, and for the rapporteur.
        """
        if not user.is_authenticated:
            return self.none()
        if user.works_in_office:
            opened = Expression.objects.opened_to(user).exclude(pk__in=conflicted_with(user))
            return self.submitted().filter(assignment__expression__in=opened)
        if user.role != Role.REVIEWER:
            return self.none()
        accepted = models.Q(assignment__reviewer=user, assignment__status=AssignmentStatus.ACCEPTED)
        mine = self.model._base_manager.filter(accepted, status=EvaluationStatus.SUBMITTED)
        in_turn = models.Q(pk__in=self.submitted().order_by().values("pk"))
        beside_mine = models.Q(assignment__expression__in=mine.values("assignment__expression"))
        wanted = models.Q(assignment__expression__call__shares_reviews=True) | models.Q(
            assignment__expression__consensus__rapporteur=user
        )
        impartial = self.exclude(assignment__expression__in=conflicted_with(user))
        return impartial.filter(accepted | (in_turn & beside_mine & wanted))

    def begun(self) -> "EvaluationQuerySet":
        """Those that are waited for or in, of people without a conflict."""
        return self.filter(assignment__status=AssignmentStatus.ACCEPTED)

    def submitted(self) -> "EvaluationQuerySet":
        """Those that count: handed in, by someone without a conflict."""
        return self.filter(**COUNTING)


class Evaluation(models.Model):
    """One reviewer's marks and comments; the individual layer, never overwritten by another.

    `versions` counts the savings of each field, so that two open windows do not overwrite each other. The
    salts belong to the seals that the trail holds of its marks and words, and are told in the dossier alone.
    """

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="evaluation")
    comment = models.TextField(_("comment to the panel"), blank=True)
    comment_to_hub = models.TextField(_("comment to the hub"), blank=True)
    status = status_field(EvaluationStatus, EvaluationStatus.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    versions = models.JSONField(default=dict, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    salt = models.CharField(max_length=32, blank=True, default="", editable=False)
    words_salt = models.CharField(max_length=32, blank=True, default="", editable=False)

    objects: Any = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [EVALUATION.constraint()]

    def __str__(self) -> str:
        return str(self.assignment)

    def get_absolute_url(self) -> str:
        return reverse("hubs:evaluation", kwargs={"pk": self.pk})

    @property
    def amended_at(self) -> datetime | None:
        """When the hub changed the application after these marks were handed in; None if it did not."""
        submission = self.assignment.expression.submission
        if self.submitted_at is None or submission is None or submission.submitted_at <= self.submitted_at:
            return None
        return submission.submitted_at


class ScoreQuerySet(models.QuerySet["Score"]):
    def counting(self, **about: Any) -> "ScoreQuerySet":
        """Those of evaluations that count; `about` narrows their assignments.

        By joins alone: where PostgreSQL has counted these tables while they were empty, it goes through
        all rows of a subquery for each row outside.
        """
        paths = COUNTING | {f"assignment__{path}": value for path, value in about.items()}
        return self.filter(**{f"evaluation__{path}": value for path, value in paths.items()})


class Score(models.Model):
    """A mark on one criterion, or an abstention from it; one comment for the panel, one for the hub."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("hubs.Criterion", models.PROTECT, related_name="scores")
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2, null=True)
    abstained = models.BooleanField(_("abstained"), default=False)
    comment = models.TextField(_("comment to the panel"), blank=True)
    comment_to_hub = models.TextField(_("comment to the hub"), blank=True)

    objects: Any = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["criterion__position", "criterion_id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "criterion"], name="hubs_score_once")]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.mark}"
