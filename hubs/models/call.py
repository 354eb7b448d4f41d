"""Calls for expressions of interest, with their criteria and places."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.states import CALL, CallStatus
from twinning.core.arrival import asked_at
from twinning.core.lifecycle import status_field


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, user: Any) -> "CallQuerySet":
        """A call in preparation is for the office only."""
        if getattr(user, "works_in_office", False):
            return self.all()
        return self.exclude(status=CallStatus.DRAFT)

    def open(self) -> "CallQuerySet":
        now = timezone.now()
        return self.filter(status=CallStatus.PUBLISHED, opens_at__lte=now, closes_at__gt=now)

    def closed(self) -> "CallQuerySet":
        """Past the deadline, and not decided."""
        return self.filter(status=CallStatus.PUBLISHED, closes_at__lte=timezone.now())


class Weighting(models.TextChoices):
    TOTAL = "total", _("in the total that is shown")
    RANKING = "ranking", _("for the ranking only")


class Call(models.Model):
    """Open from one instant to another; `time_zone` is where its deadline is spoken of."""

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    technology_areas = models.ManyToManyField(
        "hubs.TechnologyArea", blank=True, related_name="calls", verbose_name=_("technology areas")
    )
    threshold = models.DecimalField(_("overall threshold"), max_digits=7, decimal_places=2, default=0)
    evaluations_wanted = models.PositiveSmallIntegerField(_("evaluations for each application"), default=3)
    evaluations_due_at = models.DateTimeField(_("evaluations due"), null=True, blank=True)
    weighting = models.CharField(_("weights count"), max_length=8, choices=Weighting, default=Weighting.TOTAL)
    tie_break = models.JSONField(
        _("ties are broken by"),
        default=list,
        blank=True,
        help_text=_("Short names of criteria, the first decides first. Empty: the criteria in their order."),
    )
    comments_required = models.BooleanField(
        _("a comment with each mark"), default=False, help_text=_("Reviewers must say why, for each mark.")
    )
    blind_hubs = models.BooleanField(_("reviewers do not see which hub applies"), default=False)
    blind_reviewers = models.BooleanField(_("reviewers do not see each other's names"), default=False)
    shares_reviews = models.BooleanField(
        _("reviewers read each other"),
        default=False,
        help_text=_("Once their own evaluation of an application is in, they read the others' on it."),
    )
    redress_days = models.PositiveSmallIntegerField(
        _("days for redress"),
        default=0,
        help_text=_("How long a hub may complain about the procedure after the decisions. 0: not at all."),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months until personal data go"),
        default=0,
        help_text=_(
            "Counted from the release of the decisions, for applications without success. 0: they stay."
        ),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    status = status_field(CallStatus, CallStatus.DRAFT)
    salt = models.CharField(max_length=32, blank=True, default="", editable=False)

    objects: Any = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-closes_at"]
        constraints = [
            CALL.constraint(),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="hubs_call_opens_first"
            ),
        ]
        indexes = [models.Index(fields=["status", "opens_at", "closes_at", "id"], name="hubs_call_in_turn")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("hubs:call", kwargs={"slug": self.slug})

    @property
    def is_open(self) -> bool:
        """From the opening instant on, and before the closing one: whoever asked in time is in time."""
        in_time = self.opens_at <= timezone.now() and asked_at() < self.closes_at
        return self.status == CallStatus.PUBLISHED and in_time

    def deadline_for(self, hub: Any) -> datetime:
        """The closing instant, or a later one that a late entry gives this hub."""
        late = self.late_entries.filter(hub=hub, used_at__isnull=False, until__gt=self.closes_at)
        return max((entry.until for entry in late), default=self.closes_at)

    def is_open_for(self, hub: Any) -> bool:
        """Open to everybody, or still open to this hub by a late entry."""
        if self.is_open:
            return True
        began = self.status == CallStatus.PUBLISHED and self.opens_at <= timezone.now()
        return began and asked_at() < self.deadline_for(hub)

    @property
    def text_number(self) -> int:
        """Which version of its text it shows now; 0 before it is published."""
        return self.texts.values_list("number", flat=True).first() or 0

    @property
    def is_over(self) -> bool:
        return timezone.now() >= self.closes_at


class Place(models.Model):
    """How many hubs of a region a call selects."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="places")
    region = models.ForeignKey("hubs.Region", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("places"))

    class Meta:
        verbose_name = _("places for a region")
        verbose_name_plural = _("places for regions")
        ordering = ["region__position"]
        constraints = [models.UniqueConstraint(fields=["call", "region"], name="hubs_place_once")]

    def __str__(self) -> str:
        return f"{self.region}: {self.number}"


class Criterion(models.Model):
    """What reviewers mark: from `minimum` to `maximum` in steps, below `threshold` it fails.

    Ties are broken by the criteria in their order.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    code = models.SlugField(_("code"))
    name = models.CharField(_("name"), max_length=120)
    guidance = models.TextField(_("guidance"), blank=True)
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2, default=1)
    minimum = models.DecimalField(_("lowest mark"), max_digits=5, decimal_places=2, default=0)
    maximum = models.DecimalField(_("highest mark"), max_digits=5, decimal_places=2, default=5)
    increment = models.DecimalField(_("step"), max_digits=4, decimal_places=2, default=Decimal("0.5"))
    threshold = models.DecimalField(_("threshold"), max_digits=5, decimal_places=2, default=0)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="hubs_criterion_once"),
            models.CheckConstraint(
                condition=models.Q(maximum__gt=models.F("minimum"), increment__gt=0),
                name="hubs_criterion_scale",
            ),
        ]

    def __str__(self) -> str:
        return self.name
