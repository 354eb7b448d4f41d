"""What is decided about an expression, and the letter that says so."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with
from hubs.states import ExpressionStatus


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """A hub sees its decision when all are released, not before; the office without conflicts."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_office:
            return self.exclude(expression__in=conflicted_with(user))
        # A call can be archived without a release: only the release itself sets the instant.
        return self.filter(expression__hub__memberships__user=user, released_at__isnull=False)

    def in_reserve(self) -> "DecisionQuerySet":
        """In the order in which they would move up."""
        return self.filter(outcome=Outcome.RESERVE).order_by("position", "-expression__standing__key", "pk")


class Outcome(models.TextChoices):
    SELECTED = ExpressionStatus.SELECTED.value, _("selected")
    RESERVE = ExpressionStatus.RESERVE.value, _("reserve")
    NOT_SELECTED = ExpressionStatus.NOT_SELECTED.value, _("not selected")


class Decision(models.Model):
    """What is to become of an expression; it takes effect when the call's decisions are released.

    `proposed` is what the ranking alone said ("" where it could not decide), `position` the place in the
    reserve of its region. The decision stays as it was taken, whatever happens to the place afterwards.
    """

    expression = models.OneToOneField("hubs.Expression", models.CASCADE, related_name="decision")
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome)
    proposed = models.CharField(_("proposed by the ranking"), max_length=16, blank=True)
    by_hand = models.BooleanField(_("decided by hand"), default=False)
    reason = models.TextField(_("reason"), blank=True)
    position = models.PositiveIntegerField(_("place in the reserve"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)
    released_at = models.DateTimeField(_("released"), null=True, editable=False)

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


class DecisionLetterQuerySet(models.QuerySet["DecisionLetter"]):
    def visible_to(self, user: Any) -> "DecisionLetterQuerySet":
        """The outbox is the office's; hubs get letters, not drafts."""
        if not getattr(user, "works_in_office", False):
            return self.none()
        return self.exclude(expression__in=conflicted_with(user))


class DecisionLetter(models.Model):
    """What a hub will be told, in one language: drafted, read in the outbox, sent by the release.

    `outcome` is the decision that it speaks of: a letter of another outcome is drafted anew.
    """

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="decision_letters")
    language = models.CharField(_("language"), max_length=5)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    version = models.PositiveIntegerField(default=1, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("edited by")
    )
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)
    released_at = models.DateTimeField(_("released"), null=True, editable=False)

    objects: Any = DecisionLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter on a decision")
        verbose_name_plural = _("letters on decisions")
        ordering = ["expression_id", "language"]
        constraints = [
            models.UniqueConstraint(fields=["expression", "language"], name="hubs_decision_letter_once")
        ]

    def __str__(self) -> str:
        return self.subject
