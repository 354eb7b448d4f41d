"""What another programme would have differently, as rows."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """One of the sides that are twinned; which hub belongs to it is data, not geography."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def shore(self) -> int:
        """Which of the three colours of the design it is drawn in."""
        return self.position % 3 + 1


class TechnologyArea(models.Model):
    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("technology area")
        verbose_name_plural = _("technology areas")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class ServiceKind(models.Model):
    """A kind of service in which hubs say what they bring and what they seek."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("kind of service")
        verbose_name_plural = _("kinds of service")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """The settings of the one programme that this installation runs."""

    name = models.CharField(_("name"), max_length=120)
    summary = models.TextField(_("summary"), blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    partners = models.PositiveSmallIntegerField(_("partners in a twinning"), default=2)
    silent_days = models.PositiveSmallIntegerField(
        _("days after which a silent hub is noticed"),
        default=30,
        help_text=_("A hub of a twinning that answers nothing and does nothing in the plan for so long."),
    )
    shows_samples = models.BooleanField(
        _("shows samples"),
        default=False,
        help_text=_("Each page says that applications, scores, pairings and plans are samples."),
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="hubs_programme_only_one"),
            models.CheckConstraint(condition=models.Q(partners__gte=2), name="hubs_programme_partners"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Programme":
        """The programme, or an unnamed one before the first settings are made."""
        return cls.objects.first() or cls(pk=1, name="Twinning")


class PublicTextQuerySet(models.QuerySet["PublicText"]):
    def by_place(self) -> dict[str, "PublicText"]:
        """Each text under the name of its place."""
        return {text.place: text for text in self}


class PublicText(models.Model):
    """The words on a public page, at a named place such as `about` or `how-to-apply`."""

    place = models.SlugField(_("place"), unique=True)
    heading = models.CharField(_("heading"), max_length=200)
    body = models.TextField(_("text"))

    objects: Any = PublicTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("public text")
        verbose_name_plural = _("public texts")
        ordering = ["place"]

    def __str__(self) -> str:
        return self.heading
