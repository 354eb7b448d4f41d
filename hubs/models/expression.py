"""Expressions of interest: a hub's application to a call."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.call_history import LateEntry
from hubs.models.conflict import Declaration, conflicted_with
from hubs.models.hub import Hub
from hubs.states import EXPRESSION, AssignmentStatus, CallStatus, ExpressionStatus
from twinning.accounts.models import Role
from twinning.core.lifecycle import status_field


class ExpressionQuerySet(models.QuerySet["Expression"]):
    def visible_to(self, user: Any) -> "ExpressionQuerySet":
        """By name: to the hub's own people, to the office once submitted, and to reviewers who declared
        no conflict, unless the call hides the hubs from them. A conflict hides it from anybody else.
        """
        if not user.is_authenticated:
            return self.none()
        theirs = models.Q(hub__in=Hub.objects.with_member(user))
        if user.works_in_office:
            return self.filter(theirs | (HANDED_IN & ~models.Q(pk__in=conflicted_with(user))))
        if user.role != Role.REVIEWER:
            return self.filter(theirs)
        return self.filter(theirs | (_accepted_by(user) & models.Q(call__blind_hubs=False)))

    def impartial_to(self, user: Any, interests: Collection[int] | None = None) -> "ExpressionQuerySet":
        """Of those seen, the ones that this person may judge: not their own hub's.

        `interests`: their own, where they were read already (`interests_of`). A hub that one belongs to is
        one of them, so that all others are left, once they are handed in.
        """
        if interests is not None and user.is_authenticated and user.works_in_office:
            return self.filter(HANDED_IN).exclude(pk__in=interests)
        return self.visible_to(user).exclude(pk__in=conflicted_with(user))

    def opened_to(self, user: Any) -> "ExpressionQuerySet":
        """Whose content, with the hub's name, this person may read: while an application is under
        evaluation the office declares first, like everybody.
        """
        visible = self.visible_to(user)
        if not getattr(user, "works_in_office", False):
            return visible
        theirs = models.Q(hub__in=Hub.objects.with_member(user))
        under_evaluation = models.Q(status=ExpressionStatus.SUBMITTED, call__status=CallStatus.PUBLISHED)
        declared = models.Q(pk__in=Declaration.objects.filter(user=user).values("expression"))
        return visible.filter(theirs | declared | ~under_evaluation)

    def read_by(self, user: Any) -> "ExpressionQuerySet":
        """Whose content this person may read, be it without the hub's name."""
        opened = self.opened_to(user)
        if not user.is_authenticated or user.works_in_office or user.role != Role.REVIEWER:
            return opened
        theirs = models.Q(hub__in=Hub.objects.with_member(user))
        return self.filter(theirs | _accepted_by(user))

    def in_race(self) -> "ExpressionQuerySet":
        """Handed in to a call that is neither decided nor archived, and fit to take part."""
        return self.filter(
            status=ExpressionStatus.SUBMITTED, call__status=CallStatus.PUBLISHED, ineligibility=None
        )

    def under_evaluation(self) -> "ExpressionQuerySet":
        """In the race, and its hub can change it no more: the deadline is over, or its late entry's."""
        still_open = LateEntry.objects.holding().filter(
            call=models.OuterRef("call"), hub=models.OuterRef("hub")
        )
        closed = self.in_race().filter(call__closes_at__lte=timezone.now())
        return closed.exclude(models.Exists(still_open))


HANDED_IN = ~models.Q(status=ExpressionStatus.DRAFT) & ~models.Q(submitted_at=None)


def _accepted_by(user: Any) -> models.Q:
    """Handed in, and read by this reviewer, who has no interest in it."""
    accepted = user.assignments.filter(status=AssignmentStatus.ACCEPTED).values("expression")
    return HANDED_IN & models.Q(pk__in=accepted) & ~models.Q(pk__in=conflicted_with(user))


class Expression(models.Model):
    """What is written stands in `answers`, and what counts in the frozen `submission`.

    `technology_areas` and `languages` repeat two answers for those who compare hubs. `unfinished` keeps
    the words of a reopening that nobody submitted again before the deadline.
    """

    call = models.ForeignKey("hubs.Call", models.PROTECT, related_name="expressions")
    hub = models.ForeignKey("hubs.Hub", models.PROTECT, related_name="expressions")
    technology_areas = models.ManyToManyField(
        "hubs.TechnologyArea",
        blank=True,
        related_name="expressions",
        verbose_name=_("technology areas"),
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    submission = models.OneToOneField(
        "hubs.Submission",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="counts_for",
        verbose_name=_("submission that counts"),
    )
    unfinished = models.JSONField(null=True, editable=False)
    status = status_field(ExpressionStatus, ExpressionStatus.DRAFT)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_because = models.TextField(_("reason for withdrawing"), blank=True, editable=False)

    objects: Any = ExpressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        ordering = ["-started_at"]
        constraints = [
            EXPRESSION.constraint(),
            models.UniqueConstraint(fields=["call", "hub"], name="hubs_expression_once"),
        ]
        indexes = [
            models.Index(fields=["call", "status", "-submitted_at"], name="hubs_expression_in_call"),
            models.Index(fields=["call", "-submitted_at", "-id"], name="hubs_expression_last_in_call"),
            models.Index(fields=["status", "-submitted_at", "-id"], name="hubs_expression_last_of"),
            models.Index(fields=["-submitted_at", "-id"], name="hubs_expression_last"),
        ]

    def __str__(self) -> str:
        return f"{self.hub} – {self.call}"

    def get_absolute_url(self) -> str:
        return reverse("hubs:expression", kwargs={"pk": self.pk})

    @property
    def deadline(self) -> Any:
        """Until when its hub may write: the call's closing instant, or a late entry's."""
        return self.call.deadline_for(self.hub_id)

    @property
    def is_open(self) -> bool:
        """Whether its hub may still write it, so that nobody evaluates it yet."""
        return self.call.is_open_for(self.hub_id)
