"""Scenarios: ways to pair the hubs of a call, tried side by side before one is published."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hubs.pairing.reading import Case
from hubs.states import SCENARIO, ScenarioStatus
from twinning.core.lifecycle import status_field


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    def visible_to(self, user: Any) -> "ScenarioQuerySet":
        """The office's alone. What of its hubs a person may see, `hubs.desk` decides: by conflicts."""
        return self.all() if getattr(user, "works_in_office", False) else self.none()


class Scenario(models.Model):
    """`inputs` is a document `twinning-pairing/1` (docs/pairing-schema.md) as the rows stood when the
    scenario was made, with the keys of applications as keys of hubs; `digest` stands for it.

    The board is that of the move at `position`. `version` counts every change, undoing too: whoever
    acts on what they have not seen is refused.
    """

    call = models.ForeignKey("hubs.Call", models.PROTECT, related_name="scenarios")
    name = models.CharField(_("name"), max_length=120)
    inputs = models.JSONField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    position = models.PositiveIntegerField(default=1, editable=False)
    status = status_field(ScenarioStatus, ScenarioStatus.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects: Any = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ["-made_at", "-pk"]
        constraints = [
            SCENARIO.constraint(),
            models.UniqueConstraint(fields=["call", "name"], name="hubs_scenario_name_once"),
            models.UniqueConstraint(
                fields=["call"],
                condition=models.Q(status=ScenarioStatus.PUBLISHED),
                name="hubs_scenario_one_published",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def case(self) -> Case:
        """The frozen inputs, ready to be reckoned with."""
        return Case(self.inputs)


class MoveKind(models.TextChoices):
    MAKE = "make", _("made")
    PAIR = "pair", _("paired")
    UNPAIR = "unpair", _("parted")
    SWAP = "swap", _("changed places")
    LOCK = "lock", _("locked")
    UNLOCK = "unlock", _("unlocked")
    FORBID = "forbid", _("forbidden")
    ALLOW = "allow", _("allowed")
    SOLVE = "solve", _("solved")
    PUBLISH = "publish", _("published")


class MoveQuerySet(models.QuerySet["Move"]):
    """Moves are only ever added."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("a move is never changed")


class Move(models.Model):
    """One step on the board, from the move `after` on; `board` and `figures` are what it led to.

    `found` is what solving found beside it: alternatives, the price of choice, or what to relax.
    """

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    after = models.PositiveIntegerField(null=True)
    kind = models.CharField(_("move"), max_length=8, choices=MoveKind)
    hubs = models.JSONField(default=list)
    reason = models.TextField(_("reason"), blank=True)
    board = models.JSONField()
    figures = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects: Any = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="hubs_move_once"),
            models.CheckConstraint(condition=models.Q(kind__in=MoveKind.values), name="hubs_move_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}: {self.number}"
