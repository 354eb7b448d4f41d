"""Events: the programme's own, and those of the field around it."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from events.calendar import NEVER, UNDATED, Precision, When
from events.states import EVENT, EventStatus
from twinning.core.lifecycle import status_field


class Mode(models.TextChoices):
    ONSITE = "onsite", _("on site")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("on site and online")


class Audience(models.TextChoices):
    """Who may register here."""

    NOBODY = "nobody", _("nobody: there is no registration here")
    PARTICIPANTS = "participants", _("people of selected and twinned hubs")
    EVERYBODY = "everybody", _("everybody with an account")


class Precisions(models.TextChoices):
    """The words for `events.calendar.Precision`."""

    MINUTE = Precision.MINUTE.value, _("day and time are known")
    DAY = Precision.DAY.value, _("the day is known, or the days")
    RANGE = Precision.RANGE.value, _("some day between two that are known")
    MONTH = Precision.MONTH.value, _("only the month is known")
    YEAR = Precision.YEAR.value, _("only the year is known")
    YEAR_INFERRED = Precision.YEAR_INFERRED.value, _("the year is inferred")
    CONFLICT = Precision.CONFLICT.value, _("the sources disagree")
    UNKNOWN = Precision.UNKNOWN.value, _("not known (yet)")


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> "EventQuerySet":
        """What was ever published is public, even if cancelled since; the rest is the office's."""
        if getattr(user, "works_in_office", False):
            return self.all()
        return self.public()

    def public(self) -> "EventQuerySet":
        return self.filter(published_at__isnull=False)

    def of_programme(self) -> "EventQuerySet":
        return self.filter(of_programme=True)

    def to_come(self) -> "EventQuerySet":
        """Published, and not over as far as is known."""
        today = timezone.now().date()
        return self.filter(status=EventStatus.PUBLISHED, until__gte=today)

    def newest_first(self) -> "EventQuerySet":
        """What has no date comes last."""
        return self.order_by("-sort_on", "-pk")

    def soonest_first(self) -> "EventQuerySet":
        """What has no date yet comes last."""
        return self.order_by("until", "sort_on", "pk")


class Event(models.Model):
    """`start` and `end` say what is known (`2025`, `2025-11`, `2025-11-20`), the instants follow
    from it where the minute is known. `sort_on` and `until` are the first day it can begin on and
    the last day it can be on. `join_url` is for those who registered, `url` for everybody.
    """

    slug = models.SlugField(_("short name"), max_length=80, unique=True, editable=False)
    source_id = models.CharField(
        _("number in the file"), max_length=60, unique=True, null=True, editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.ForeignKey(
        "events.EventKind", models.PROTECT, related_name="events", verbose_name=_("kind")
    )
    mode = models.CharField(_("where"), max_length=8, choices=Mode, blank=True)
    precision = models.CharField(
        _("what is known of the date"), max_length=16, choices=Precisions, default=Precisions.UNKNOWN
    )
    start = models.CharField(_("first day"), max_length=10, blank=True)
    end = models.CharField(_("last day"), max_length=10, blank=True)
    sort_on = models.DateField(default=UNDATED, editable=False)
    until = models.DateField(default=NEVER, editable=False)
    starts_at = models.DateTimeField(_("starts"), null=True, editable=False)
    ends_at = models.DateTimeField(_("ends"), null=True, editable=False)
    time_zone = models.CharField(_("time zone of the place"), max_length=64, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country: Any = CountryField(_("country"), blank=True)
    url = models.URLField(_("public page"), max_length=500, blank=True)
    join_url = models.URLField(_("link to join"), max_length=500, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    description = models.TextField(_("description"), blank=True)
    notes = models.TextField(_("notes, shown on its page"), blank=True)
    of_programme = models.BooleanField(_("an event of the programme"), default=True)
    audience = models.CharField(
        _("who may register"), max_length=12, choices=Audience, default=Audience.PARTICIPANTS
    )
    lead_minutes = models.PositiveIntegerField(
        _("minutes from the reminder to the start"), null=True, blank=True
    )
    status = status_field(EventStatus, EventStatus.DRAFT)
    cancelled_because = models.TextField(_("reason for the cancellation"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects: Any = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-sort_on", "-pk"]
        constraints = [
            EVENT.constraint(),
            models.CheckConstraint(
                condition=models.Q(precision__in=Precisions.values), name="events_event_precision_known"
            ),
            models.CheckConstraint(
                condition=models.Q(of_programme=True) | models.Q(audience=Audience.NOBODY),
                name="events_event_only_ours_take_registrations",
                violation_error_message=_("Only events of the programme take registrations."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="events_event_starts_first",
            ),
        ]
        indexes = [
            models.Index(fields=["-sort_on", "-id"], name="events_event_newest"),
            # The public's list counts and leaps through these alone.
            models.Index(
                fields=["-sort_on", "-id"],
                condition=models.Q(published_at__isnull=False),
                name="events_event_public",
            ),
            models.Index(
                fields=["country", "-sort_on", "-id"],
                condition=models.Q(published_at__isnull=False),
                name="events_event_public_places",
            ),
            models.Index(fields=["of_programme", "status", "until"], name="events_event_to_come"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", kwargs={"slug": self.slug})

    @property
    def when(self) -> When:
        """What is known of its date."""
        return When.known(self)

    @property
    def takes_registrations(self) -> bool:
        return self.audience != Audience.NOBODY

    @property
    def is_to_come(self) -> bool:
        return self.status == EventStatus.PUBLISHED and not self.is_over

    @property
    def has_started(self) -> bool:
        return self.starts_at is not None and self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        """By the minute where its end is known, otherwise when its last day is over there."""
        if self.ends_at:
            return self.ends_at <= timezone.now()
        return self.until < timezone.localdate(timezone=ZoneInfo(self.time_zone or "UTC"))
