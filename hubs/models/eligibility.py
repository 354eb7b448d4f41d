"""Whether an application is eligible: what the office found, and what it asked the hub."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.call_parts import EligibilityItem
from hubs.models.expression import Expression
from hubs.models.hub import Hub
from hubs.states import ExpressionStatus


class Verdict(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    ASK = "ask", _("ask the hub")


class EligibilityCheck(models.Model):
    """What the office found about one condition for one application."""

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="eligibility_checks")
    item = models.ForeignKey("hubs.EligibilityItem", models.PROTECT, related_name="checks")
    verdict = models.CharField(_("verdict"), max_length=3, choices=Verdict)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("check of eligibility")
        verbose_name_plural = _("checks of eligibility")
        ordering = ["item__position", "item_id"]
        constraints = [
            models.UniqueConstraint(fields=["expression", "item"], name="hubs_eligibility_check_once"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="hubs_eligibility_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_verdict_display()}"


def _hubs_of(user: Any) -> Any:
    return Hub.objects.with_member(user) if user.is_authenticated else Hub.objects.none()


class ClarificationQuerySet(models.QuerySet["Clarification"]):
    def visible_to(self, user: Any) -> "ClarificationQuerySet":
        """To the hub's own people, and to the office with the application; reviewers are not concerned."""
        visible = Expression.objects.visible_to(user)
        if not getattr(user, "works_in_office", False):
            visible = visible.filter(hub__in=_hubs_of(user))
        return self.filter(expression__in=visible.values("pk"))

    def open(self) -> "ClarificationQuerySet":
        """Those that the hub may still answer: who has left the race is asked nothing more."""
        waiting = self.filter(answered_at=None, due_at__gt=timezone.now())
        return waiting.exclude(expression__status=ExpressionStatus.WITHDRAWN)

    def missed(self) -> "ClarificationQuerySet":
        """Those whose time passed without an answer, while the office has not gone on: it has neither asked
        again, nor noted what it found, nor decided.
        """
        later = Clarification.objects.filter(expression=models.OuterRef("expression"))
        noted = EligibilityCheck.objects.filter(expression=models.OuterRef("expression"))
        return self.filter(
            ~models.Exists(later.filter(asked_at__gt=models.OuterRef("asked_at"))),
            ~models.Exists(noted.filter(at__gt=models.OuterRef("due_at"))),
            expression__in=Expression.objects.in_race().values("pk"),
            expression__decision=None,
            answered_at=None,
            due_at__lte=timezone.now(),
        )


class Clarification(models.Model):
    """A question to the hub, which reopens the named fields of its application until `due_at`."""

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="clarifications")
    fields = models.JSONField(_("fields"), default=list)
    words = models.TextField(_("what is asked"))
    due_at = models.DateTimeField(_("answer until"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    objects: Any = ClarificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["expression", "answered_at"], name="hubs_clarification_open")]

    def __str__(self) -> str:
        return f"{self.expression}: {self.due_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("hubs:clarification", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        """As `open` says it of many."""
        in_time = self.answered_at is None and timezone.now() < self.due_at
        return in_time and self.expression.status != ExpressionStatus.WITHDRAWN

    @property
    def is_typed(self) -> bool:
        """Whether something was written for an answer that is not sent."""
        saved_at = self.expression.saved_at
        return self.answered_at is None and saved_at is not None and saved_at > self.asked_at


def unmet_conditions(**about: Any) -> dict[int, list["EligibilityItem"]]:
    """For each application that was declined as not eligible, what it does not meet; `about` narrows them."""
    declined = Ineligibility.objects.filter(**about).values_list("expression", flat=True)
    found: dict[int, list[EligibilityItem]] = {one: [] for one in declined}
    checks = EligibilityCheck.objects.filter(expression__in=declined, verdict=Verdict.NO)
    for check in checks.select_related("item"):
        found[check.expression_id].append(check.item)
    return found


class Ineligibility(models.Model):
    """The office's decision that an application is not eligible: it has no rank, and no place."""

    expression = models.OneToOneField("hubs.Expression", models.CASCADE, related_name="ineligibility")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("declined as not eligible")
        verbose_name_plural = _("declined as not eligible")

    def __str__(self) -> str:
        return str(self.expression)
