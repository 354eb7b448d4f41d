"""The public list: one narrow row for each portfolio that the public may read.

Written with the edition and gone with it, so that the list reads no working copy, no snapshot and
no join, however many hubs there are.
"""

from typing import Any

from django.db import models

from hubs.models import Hub
from hubs.states import HubStatus
from twinning.core.words import sought


class TagKind(models.TextChoices):
    """What else than country and region one may filter by."""

    CATEGORY = "category"
    AREA = "area"
    GROUP = "group"


class ListingQuerySet(models.QuerySet["Listing"]):
    def visible_to(self, user: Any) -> "ListingQuerySet":
        """The same for everybody."""
        return self.public()

    def public(self) -> "ListingQuerySet":
        """All but those of the few hubs that are hidden."""
        unlisted = [status for status in HubStatus if status != HubStatus.LISTED]
        return self.exclude(hub__in=Hub.objects.filter(status__in=unlisted).values("pk"))

    def matching(self, words: str) -> "ListingQuerySet":
        """Those in which each of the words stands, in the hub's name or in a service."""
        found = self
        for word in sought(words):
            found = found.filter(text__words__contains=word)
        return found

    def tagged(self, kind: str, code: str) -> "ListingQuerySet":
        """Those with a service of this category, in this area, or for this group."""
        return self.filter(pk__in=ListingTag.objects.filter(kind=kind, code=code).values("listing"))


class Listing(models.Model):
    """`highlights` are the names of the first services, `areas` codes of technology areas."""

    portfolio = models.OneToOneField("portfolios.Portfolio", models.CASCADE, related_name="listing")
    hub = models.ForeignKey("hubs.Hub", models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=300)
    sort_name = models.CharField(max_length=300)
    country = models.CharField(max_length=2)
    region = models.SlugField()
    city = models.CharField(max_length=120, blank=True)
    services = models.PositiveSmallIntegerField()
    highlights = models.JSONField(default=list)
    areas = models.JSONField(default=list)
    published_at = models.DateTimeField()

    objects: Any = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["sort_name", "id", "hub"], name="portfolios_listing_by_name"),
            models.Index(fields=["country", "sort_name"], name="portfolios_listing_by_country"),
            models.Index(fields=["region", "sort_name"], name="portfolios_listing_by_region"),
            models.Index(fields=["-published_at"], name="portfolios_listing_latest"),
        ]

    def __str__(self) -> str:
        return self.name


class ListingText(models.Model):
    """What a search looks through, apart: counting and paging never read past it."""

    listing = models.OneToOneField(Listing, models.CASCADE, primary_key=True, related_name="text")
    words = models.TextField()

    def __str__(self) -> str:
        return self.words[:80]


class ListingTag(models.Model):
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=8, choices=TagKind)
    code = models.SlugField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "listing"], name="portfolios_tag_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.code}"
