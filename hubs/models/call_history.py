"""What a call said at each time, when its deadline was extended, and whom it let in late."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CallText(models.Model):
    """A version of the published text: applications say which one they answered."""

    call = models.ForeignKey("hubs.Call", models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("version of a call's text")
        verbose_name_plural = _("versions of a call's text")
        ordering = ["call", "-number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="hubs_call_text_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Extension(models.Model):
    """The deadline moved to a later instant, and why: it is shown on the call's page."""

    call = models.ForeignKey("hubs.Call", models.CASCADE, related_name="extensions")
    before = models.DateTimeField(_("closed before"))
    closes_at = models.DateTimeField(_("closes now"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["call", "at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("before")), name="hubs_extension_is_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.closes_at:%Y-%m-%d %H:%M}"


class LateEntryQuerySet(models.QuerySet["LateEntry"]):
    def visible_to(self, user: Any) -> "LateEntryQuerySet":
        """Who was let in, and why, is the office's."""
        return self.all() if getattr(user, "works_in_office", False) else self.none()

    def unused(self) -> "LateEntryQuerySet":
        """Codes that can still be entered."""
        return self.filter(used_at=None, cancelled_at=None, until__gt=timezone.now())

    def holding(self) -> "LateEntryQuerySet":
        """Those by which a hub may still write."""
        return self.filter(used_at__isnull=False, until__gt=timezone.now())

    def deadlines(self, expressions: Iterable[Any]) -> dict[int, datetime]:
        """Until when those may be written that a late entry gave more time than their call, by their keys."""
        asked = {(one.call_id, one.hub_id): one.pk for one in expressions}
        calls, hubs = {call for call, _hub in asked}, {hub for _call, hub in asked}
        used = self.filter(used_at__isnull=False, until__gt=models.F("call__closes_at"))
        rows = used.filter(call__in=calls, hub__in=hubs).values_list("call_id", "hub_id", "until")
        theirs = [(asked.get((call, hub)), until) for call, hub, until in rows.order_by("until")]
        return {expression: until for expression, until in theirs if expression}


class LateEntry(models.Model):
    """A code that lets one hub in after the deadline, once. Who has it knows it: we keep its digest.

    It may be meant for one hub; when it is used, `hub` says which one came in.
    """

    call = models.ForeignKey("hubs.Call", models.CASCADE, related_name="late_entries")
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    hub = models.ForeignKey(
        "hubs.Hub", models.PROTECT, null=True, blank=True, related_name="late_entries", verbose_name=_("hub")
    )
    until = models.DateTimeField(_("may apply until"))
    reason = models.TextField(_("reason"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("used by")
    )
    used_at = models.DateTimeField(_("used"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)

    objects: Any = LateEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("late entry")
        verbose_name_plural = _("late entries")
        ordering = ["-given_at"]
        indexes = [models.Index(fields=["call", "hub"], name="hubs_late_entry_of_hub")]

    def __str__(self) -> str:
        return f"{self.call}: {self.hub or '–'}"
