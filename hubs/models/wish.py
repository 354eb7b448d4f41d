"""What a hub brings and seeks in an application, and with whom it would like to be twinned."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hubs.models.expression import Expression
from hubs.models.hub import Hub


class Direction(models.TextChoices):
    OFFERS = "offers", _("offers")
    SEEKS = "seeks", _("seeks")


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, user: Any) -> "WishQuerySet":
        """Those of the applications that one sees."""
        return self.filter(expression__in=Expression.objects.read_by(user))


class Wish(models.Model):
    """One thing that a hub brings or seeks: in which area, of which kind, in words."""

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="wishes")
    direction = models.CharField(_("direction"), max_length=8, choices=Direction)
    area = models.ForeignKey(
        "hubs.TechnologyArea",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("technology area"),
    )
    kind = models.ForeignKey(
        "hubs.ServiceKind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of service"),
    )
    words = models.TextField(_("in words"), blank=True)

    objects: Any = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer or need")
        verbose_name_plural = _("offers and needs")
        ordering = ["direction", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(direction__in=Direction.values), name="hubs_wish_direction_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}: {self.words[:60]}"


class PreferenceKind(models.TextChoices):
    PREFER = "prefer", _("preferred")
    AVOID = "avoid", _("not with")


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def visible_to(self, user: Any) -> "PreferenceQuerySet":
        """For the hub's own people, and for the office once the application is in: nobody else."""
        if not user.is_authenticated:
            return self.none()
        theirs = models.Q(expression__hub__in=Hub.objects.with_member(user))
        if user.works_in_office:
            return self.filter(theirs | models.Q(expression__in=Expression.objects.opened_to(user)))
        return self.filter(theirs)


class Preference(models.Model):
    """A hub that the applicant would like as its twin, or would not; those of one rank are liked alike."""

    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="preferences")
    hub = models.ForeignKey("hubs.Hub", models.PROTECT, related_name="+", verbose_name=_("hub"))
    kind = models.CharField(_("kind"), max_length=8, choices=PreferenceKind)
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)

    objects: Any = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        ordering = ["kind", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["expression", "hub"], name="hubs_preference_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=PreferenceKind.values), name="hubs_preference_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expression_id}: {self.get_kind_display()} {self.hub_id}"
