"""Innovation hubs and the people who speak for them."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from hubs.states import HUB, INVITATION, HubStatus, InvitationStatus
from twinning.core.lifecycle import status_field
from twinning.core.words import sought


class BellaStatus(models.TextChoices):
    CONNECTED = "connected", _("connected")
    ELIGIBLE = "eligible", _("eligible to connect")
    UNKNOWN = "unknown", _("not known")


class Staff(models.IntegerChoices):
    """How many people work for a hub, in the five classes of size by which hubs are compared."""

    UNKNOWN = 0, _("not said")
    FEW = 1, _("1 to 4 people")
    SEVERAL = 2, _("5 to 9 people")
    TENS = 3, _("10 to 24 people")
    MANY = 4, _("25 to 99 people")
    HUNDREDS = 5, _("100 people or more")


EARLIEST = 1500


class HubQuerySet(models.QuerySet["Hub"]):
    def visible_to(self, user: Any) -> "HubQuerySet":
        """Listed hubs are public; a new or hidden one is for its members and the office."""
        if getattr(user, "works_in_office", False):
            return self.all()
        listed = models.Q(status=HubStatus.LISTED)
        if not user.is_authenticated:
            return self.filter(listed)
        theirs = Membership.objects.filter(user=user).values("hub")
        return self.filter(listed | models.Q(pk__in=theirs))

    def with_member(self, user: Any) -> "HubQuerySet":
        return self.filter(pk__in=Membership.objects.filter(user=user).values("hub"))

    def matching(self, words: str) -> "HubQuerySet":
        """Those in whose name, acronym, city or country each of the words stands."""
        found = self
        for word in sought(words):
            found = found.filter(search__contains=word)
        return found


class Hub(models.Model):
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=300)
    native_name = models.CharField(_("name in its own language"), max_length=300, blank=True)
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    organisation_type = models.CharField(_("kind of organisation"), max_length=60, blank=True)
    country: Any = CountryField(_("country"))
    region = models.ForeignKey("hubs.Region", models.PROTECT, related_name="hubs")
    city = models.CharField(_("city"), max_length=120, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("For instance Atlantic/Azores. Empty: the one where most people of the country live."),
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    technology_areas = models.ManyToManyField(
        "hubs.TechnologyArea", blank=True, related_name="hubs", verbose_name=_("technology areas")
    )
    connected_nren = models.CharField(_("national research network"), max_length=60, blank=True)
    bella_status = models.CharField(
        _("BELLA"), max_length=12, choices=BellaStatus, default=BellaStatus.UNKNOWN
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    staff = models.PositiveSmallIntegerField(_("people who work there"), choices=Staff, default=Staff.UNKNOWN)
    founded = models.PositiveSmallIntegerField(
        _("at work since"),
        null=True,
        blank=True,
        validators=[MinValueValidator(EARLIEST)],
        help_text=_("The year in which the hub began its work."),
    )
    summary = models.TextField(_("summary"), blank=True)
    notes = models.TextField(_("notes for the office"), blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    status = status_field(HubStatus, HubStatus.NEW)
    search = models.TextField(editable=False, default="")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    members: models.ManyToManyField = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="hubs.Membership", related_name="hubs"
    )

    objects: Any = HubQuerySet.as_manager()

    class Meta:
        verbose_name = _("hub")
        verbose_name_plural = _("hubs")
        ordering = ["name"]
        constraints = [
            HUB.constraint(),
            models.CheckConstraint(condition=models.Q(staff__in=Staff.values), name="hubs_hub_staff_known"),
        ]
        indexes = [
            models.Index(fields=["status", "name", "id"], name="hubs_hub_listed"),
            models.Index(fields=["status", "country", "name", "id"], name="hubs_hub_by_country"),
            models.Index(fields=["status", "region", "country"], name="hubs_hub_numbers"),  # to count anew
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hubs:hub", kwargs={"slug": self.slug})

    @property
    def short_name(self) -> str:
        return self.acronym or self.name

    @property
    def place(self) -> str:
        """Its city, if known, and its country in the active language."""
        return ", ".join(filter(None, [self.city, str(self.country.name)]))


class MembershipRole(models.TextChoices):
    MANAGER = "manager", _("manager")
    CONTRIBUTOR = "contributor", _("contributor")
    VIEWER = "viewer", _("viewer")


WRITERS = (MembershipRole.MANAGER, MembershipRole.CONTRIBUTOR)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Any) -> "MembershipQuerySet":
        """Colleagues see each other, the office sees all."""
        if getattr(user, "works_in_office", False):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(hub__in=Hub.objects.with_member(user))

    def writers(self) -> "MembershipQuerySet":
        return self.filter(role__in=WRITERS)


class Membership(models.Model):
    hub = models.ForeignKey(Hub, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=MembershipRole, default=MembershipRole.VIEWER)
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects: Any = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["hub", "user"], name="hubs_membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=MembershipRole.values), name="hubs_membership_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.hub}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Any) -> "InvitationQuerySet":
        """The invited person's own, and those of one's hub."""
        if getattr(user, "works_in_office", False):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            models.Q(email__iexact=user.email) | models.Q(hub__in=Hub.objects.with_member(user))
        )

    def waiting(self) -> "InvitationQuerySet":
        return self.filter(status=InvitationStatus.SENT, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """An offer to join a hub, for whoever proves to own the address."""

    hub = models.ForeignKey(Hub, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=MembershipRole)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("invited by")
    )
    status = status_field(InvitationStatus, InvitationStatus.SENT)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"))

    objects: Any = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at"]
        constraints = [
            INVITATION.constraint(),
            models.UniqueConstraint(
                fields=["hub", "email"],
                condition=models.Q(status=InvitationStatus.SENT),
                name="hubs_invitation_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.hub}"

    def get_absolute_url(self) -> str:
        return reverse("hubs:invitation", kwargs={"pk": self.pk})
