"""Who reads an expression, what they mark, where it then stands, and what is decided."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.states import (
    ASSIGNMENT,
    EVALUATION,
    AssignmentStatus,
    EvaluationStatus,
    ExpressionStatus,
)
from twinning.accounts.models import Role
from twinning.core.lifecycle import status_field


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: Any) -> "AssignmentQuerySet":
        """One's own while one is a reviewer; the office sees all."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_office:
            return self.all()
        return self.filter(reviewer=user) if user.role == Role.REVIEWER else self.none()


class Assignment(models.Model):
    """A reviewer asked to read an expression, who first declares on conflicts of interest."""

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    status = status_field(AssignmentStatus, AssignmentStatus.ASSIGNED)
    conflict = models.TextField(_("conflict of interest"), blank=True, editable=False)
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


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, user: Any) -> "EvaluationQuerySet":
        """A reviewer's own while not recused; the office reads what was submitted."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_office:
            return self.submitted()
        if user.role != Role.REVIEWER:
            return self.none()
        return self.filter(assignment__reviewer=user, assignment__status=AssignmentStatus.ACCEPTED)

    def submitted(self) -> "EvaluationQuerySet":
        """Those that count: handed in, by someone without a conflict."""
        return self.filter(status=EvaluationStatus.SUBMITTED, assignment__status=AssignmentStatus.ACCEPTED)


class Evaluation(models.Model):
    """One reviewer's marks and comment; the individual layer, never overwritten by another."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="evaluation")
    comment = models.TextField(_("comment"), blank=True)
    status = status_field(EvaluationStatus, EvaluationStatus.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)

    objects: Any = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [EVALUATION.constraint()]

    def __str__(self) -> str:
        return str(self.assignment)

    def get_absolute_url(self) -> str:
        return reverse("hubs:evaluation", kwargs={"pk": self.pk})


class Score(models.Model):
    """A mark on one criterion."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("hubs.Criterion", models.PROTECT, related_name="scores")
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2, null=True)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["criterion__position", "criterion_id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "criterion"], name="hubs_score_once")]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.mark}"


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, user: Any) -> "StandingQuerySet":
        """The ranking is the office's."""
        return self.all() if getattr(user, "works_in_office", False) else self.none()

    def best_first(self) -> "StandingQuerySet":
        return self.order_by("-key", "expression_id")


class Standing(models.Model):
    """Where an expression stands in its call and region: kept at writing, so that reading is one
    indexed query. `key` sorts as the ranking does (see `hubs.scoring`); `marks` are texts.
    """

    expression = models.OneToOneField("hubs.Expression", models.CASCADE, related_name="standing")
    call = models.ForeignKey("hubs.Call", models.CASCADE, related_name="standings")
    region = models.ForeignKey("hubs.Region", models.PROTECT, related_name="+")
    evaluations = models.PositiveSmallIntegerField(_("evaluations"), default=0)
    total = models.DecimalField(_("total"), max_digits=8, decimal_places=3, null=True)
    passed = models.BooleanField(_("above all thresholds"), default=False)
    marks = models.JSONField(_("marks"), default=dict)
    key = models.CharField(max_length=200, default="")

    objects: Any = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        indexes = [
            models.Index(fields=["call", "region", "-key", "expression"], name="hubs_standing_ranking")
        ]

    def __str__(self) -> str:
        return f"{self.expression_id}: {self.total}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """A hub sees its decision when all are released, not before."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_office:
            return self.all()
        # A call can be archived without a release: only a step of the expression itself releases.
        released = [ExpressionStatus.SELECTED, ExpressionStatus.RESERVE, ExpressionStatus.NOT_SELECTED]
        return self.filter(expression__hub__memberships__user=user, expression__status__in=released)


class Outcome(models.TextChoices):
    SELECTED = ExpressionStatus.SELECTED.value, _("selected")
    RESERVE = ExpressionStatus.RESERVE.value, _("reserve")
    NOT_SELECTED = ExpressionStatus.NOT_SELECTED.value, _("not selected")


class Decision(models.Model):
    """What is to become of an expression; it takes effect when the call's decisions are released."""

    expression = models.OneToOneField("hubs.Expression", models.CASCADE, related_name="decision")
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)

    objects: Any = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="hubs_decision_outcome_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expression_id}: {self.outcome}"
