"""What a call says about pairing: what counts how much, how many twinnings, how long for an answer."""

from datetime import time
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hubs.pairing.fit import WEIGHTS


def default_weights() -> dict[str, int]:
    return dict(WEIGHTS)


def default_reminders() -> list[int]:
    return [5, 1]


class PairingRulesQuerySet(models.QuerySet["PairingRules"]):
    def visible_to(self, user: Any) -> "PairingRulesQuerySet":
        """The office's."""
        return self.all() if getattr(user, "works_in_office", False) else self.none()

    def for_call(self, call: Any) -> "PairingRules":
        """Those of the call; as long as nobody has set any, the usual ones, which are not stored."""
        return self.filter(call=call).first() or PairingRules(call=call)


class PairingRules(models.Model):
    """`weights` are whole numbers by component (see `hubs.pairing.fit`): 0 counts nothing.

    `opens` and `closes` are office hours on each hub's own clock, on quarters of an hour. `capacity`
    is the most twinnings of this call that a hub may be in. A hub has `answer_days` to answer a
    proposal, and is reminded `reminder_days` before they are over.
    """

    call = models.OneToOneField("hubs.Call", models.CASCADE, related_name="pairing_rules")
    weights = models.JSONField(_("weights"), default=default_weights)
    opens = models.TimeField(_("office hours begin"), default=time(9))
    closes = models.TimeField(_("office hours end"), default=time(17))
    capacity = models.PositiveSmallIntegerField(
        _("most twinnings of a hub"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    answer_days = models.PositiveSmallIntegerField(
        _("days to answer a proposal"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    reminder_days = models.JSONField(
        _("reminders, days before the end"), default=default_reminders, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: Any = PairingRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of pairing")
        verbose_name_plural = _("rules of pairing")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1, answer_days__gte=1), name="hubs_pairing_rules_numbers"
            ),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="hubs_pairing_rules_hours"
            ),
        ]

    def __str__(self) -> str:
        return str(self.call)
