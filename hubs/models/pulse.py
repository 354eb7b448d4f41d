"""The pulse of a twinning: each month, how each of its hubs says that it goes, and what it needs."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with
from hubs.models.hub import Hub
from hubs.models.pairing import PairingPartner

LONGEST_NEEDS = 2_000


class Mood(models.IntegerChoices):
    """How it goes, in words; the numbers are for the office's order alone."""

    BADLY = 1, _("badly: we are stuck")
    NOT_WELL = 2, _("not so well")
    SO_SO = 3, _("so-so")
    WELL = 4, _("well")
    VERY_WELL = 5, _("very well")


class PulseQuerySet(models.QuerySet["Pulse"]):
    def visible_to(self, user: Any) -> "PulseQuerySet":
        """A hub's own people, and the office but for its conflicts of interest: never the twin, so that
        a hub can say that it hears nothing from the other.
        """
        if not user.is_authenticated:
            return self.none()
        theirs = models.Q(hub__in=Hub.objects.with_member(user))
        if not user.works_in_office:
            return self.filter(theirs)
        close = PairingPartner.objects.filter(expression__in=conflicted_with(user))
        return self.filter(theirs | ~models.Q(twinning__pairing__in=close.values("pairing")))

    def answered(self) -> "PulseQuerySet":
        return self.filter(mood__isnull=False)

    def waiting(self) -> "PulseQuerySet":
        """Asked, not answered, and not followed by a later one."""
        return self.filter(mood=None, is_latest=True)


class Pulse(models.Model):
    """What one hub was asked in one month; without `mood` it has not answered. The latest may be changed
    until the next is asked. `reply` is what the office says to its needs; needs that are told differently
    wait for another one.
    """

    twinning = models.ForeignKey("hubs.Twinning", models.CASCADE, related_name="pulses")
    hub = models.ForeignKey("hubs.Hub", models.PROTECT, related_name="pulses")
    month = models.DateField(_("month"))
    is_latest = models.BooleanField(default=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    mood = models.PositiveSmallIntegerField(_("How does the twinning go?"), choices=Mood, null=True)
    needs = models.TextField(
        _("What do you need?"),
        blank=True,
        max_length=LONGEST_NEEDS,
        help_text=_("From your twin, or from the programme's office. Only the office reads it."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    reply = models.TextField(_("the office's reply"), blank=True, max_length=LONGEST_NEEDS, editable=False)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("replied by"),
    )
    replied_at = models.DateTimeField(_("replied"), null=True, editable=False)

    objects: Any = PulseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pulse")
        verbose_name_plural = _("pulses")
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["twinning", "hub", "month"], name="hubs_pulse_once_a_month"),
            models.CheckConstraint(
                condition=models.Q(mood=None) | models.Q(mood__in=Mood.values), name="hubs_pulse_mood_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hub}, {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("hubs:answer_pulse", kwargs={"pk": self.pk})

    @property
    def needs_a_reply(self) -> bool:
        return bool(self.needs) and self.replied_at is None

    @property
    def is_answered(self) -> bool:
        return self.mood is not None


def month_of(day: date) -> date:
    return day.replace(day=1)
