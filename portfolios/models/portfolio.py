"""A hub's portfolio as the hub writes it: the working copy, which the public never sees."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import Hub, Membership
from portfolios.states import PORTFOLIO, PortfolioStatus
from twinning.core.lifecycle import status_field


class PortfolioQuerySet(models.QuerySet["Portfolio"]):
    def visible_to(self, user: Any) -> "PortfolioQuerySet":
        """The hub's own people and the office; what is public is an edition."""
        if getattr(user, "works_in_office", False):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(hub__in=Hub.objects.with_member(user))

    def to_be_finished_by(self, user: Any) -> "PortfolioQuerySet":
        """Drafts of the hubs that the person writes for."""
        theirs = Membership.objects.writers().filter(user=user).values("hub")
        return self.filter(status=PortfolioStatus.DRAFT, hub__in=theirs)

    def in_review(self) -> "PortfolioQuerySet":
        return self.filter(status=PortfolioStatus.IN_REVIEW)


class Portfolio(models.Model):
    """`edition` is what the public reads now, if anything.

    `slug` is the hub's, taken over at the opening so that a published address never changes.
    `note` holds the words with which it was last returned or withdrawn.
    """

    hub = models.OneToOneField("hubs.Hub", models.PROTECT, related_name="portfolio")
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    intro = models.TextField(_("introduction"), blank=True)
    contact_email = models.EmailField(_("e-mail address for enquiries"), blank=True)
    language = models.CharField(
        _("language it is written in"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    status = status_field(PortfolioStatus, PortfolioStatus.DRAFT)
    note = models.TextField(_("note"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    edition = models.OneToOneField(
        "portfolios.Edition",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="shown_by",
        verbose_name=_("public edition"),
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)

    objects: Any = PortfolioQuerySet.as_manager()

    class Meta:
        verbose_name = _("portfolio")
        verbose_name_plural = _("portfolios")
        ordering = ["slug"]
        constraints = [PORTFOLIO.constraint()]
        indexes = [models.Index(fields=["status", "submitted_at"], name="portfolios_portfolio_waiting")]

    def __str__(self) -> str:
        return str(self.hub)

    def get_absolute_url(self) -> str:
        return reverse("portfolios:working_copy", kwargs={"slug": self.slug})

    @property
    def public_url(self) -> str:
        """Where the public reads its edition, once there is one."""
        return reverse("portfolios:portfolio", kwargs={"slug": self.slug})
