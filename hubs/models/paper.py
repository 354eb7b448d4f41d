"""Papers that the worker makes after a selection: evaluation summaries, dossiers, reasons of pairings."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with
from hubs.models.expression import Expression
from hubs.models.hub import Hub
from hubs.models.pairing import Pairing
from hubs.states import PAPER, PairingStatus, PaperStatus
from twinning.core.lifecycle import status_field

GIVEN_UP = (PairingStatus.REFUSED, PairingStatus.DROPPED)


class PaperKind(models.TextChoices):
    SUMMARY = "summary", _("evaluation summary")
    DOSSIER = "dossier", _("decision dossier")
    REASONS = "reasons", _("reasons of a pairing")


def explained_to(user: Any) -> Any:
    """The pairings whose reasons the person may read: what one hub tells of itself is not for another
    any longer than they are to be twinned.
    """
    seen = Pairing.objects.visible_to(user)
    return seen if user.works_in_office else seen.exclude(status__in=GIVEN_UP)


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: Any) -> "PaperQuerySet":
        """A summary: its hub's people once it is released, and the office. A dossier tells of all
        applications: the office's people who have declared on them, and have no interest in any. Reasons:
        whoever may read those of the pairing; of a scenario, the office's people with an interest in
        neither hub.
        """
        if not user.is_authenticated:
            return self.none()
        of_pairings = models.Q(kind=PaperKind.REASONS, pairing__in=explained_to(user))
        if not user.works_in_office:
            theirs = models.Q(kind=PaperKind.SUMMARY, expression__hub__in=Hub.objects.with_member(user))
            return self.filter(
                (theirs & models.Q(expression__decision__released_at__isnull=False)) | of_pairings
            )
        near = Expression.objects.filter(pk__in=conflicted_with(user))
        summaries = models.Q(kind=PaperKind.SUMMARY) & ~models.Q(expression__in=near)
        unread = Expression.objects.in_race().exclude(declarations__user=user)
        dossiers = models.Q(kind=PaperKind.DOSSIER) & ~models.Q(call__in=near.values("call"))
        dossiers &= ~models.Q(call__in=unread.values("call"))
        of_scenarios = models.Q(kind=PaperKind.REASONS, scenario__isnull=False)
        of_scenarios &= ~models.Q(expression__in=near) & ~models.Q(other__in=near)
        return self.filter(summaries | dossiers | of_pairings | of_scenarios)


class Paper(models.Model):
    """A file to be made by the worker; the row says how far it is.

    Reasons tell of a pairing, or of two hubs (`expression` and `other`) of a scenario; `key` stands for
    what they say and in which language, so that nothing is printed twice.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=PaperKind)
    call = models.ForeignKey("hubs.Call", models.CASCADE, related_name="papers")
    expression = models.ForeignKey("hubs.Expression", models.CASCADE, null=True, related_name="papers")
    other = models.ForeignKey("hubs.Expression", models.CASCADE, null=True, related_name="+")
    pairing = models.ForeignKey("hubs.Pairing", models.CASCADE, null=True, related_name="papers")
    scenario = models.ForeignKey("hubs.Scenario", models.CASCADE, null=True, related_name="papers")
    key = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    status = status_field(PaperStatus, PaperStatus.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(_("file"), max_length=200, blank=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked for by")
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    made_at = models.DateTimeField(_("made"), null=True)

    objects: Any = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            PAPER.constraint(),
            models.UniqueConstraint(
                fields=["expression", "language"],
                condition=models.Q(kind="summary"),
                name="hubs_summary_once",
            ),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(kind="reasons"), name="hubs_reasons_once"
            ),
        ]
        indexes = [models.Index(fields=["status", "due_at"], name="hubs_paper_waiting")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.pairing or self.expression or self.call}"

    @property
    def is_made(self) -> bool:
        return self.status == PaperStatus.MADE


class Clearance(models.Model):
    """Says that the personal data of an unsuccessful application are gone, and how much there was."""

    expression = models.OneToOneField("hubs.Expression", models.CASCADE, related_name="clearance")
    at = models.DateTimeField(_("when"), default=timezone.now)
    removed = models.JSONField(_("removed"), default=dict)

    class Meta:
        verbose_name = _("removal of personal data")
        verbose_name_plural = _("removals of personal data")

    def __str__(self) -> str:
        return f"{self.expression_id}"
