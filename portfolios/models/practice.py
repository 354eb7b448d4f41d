"""Good practices of the field, each with the page it came from."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from twinning.core.words import sought


def parted(figures: str) -> list[str]:
    """Each of the figures."""
    return [figure for part in figures.split(";") if (figure := part.strip())]


class PracticeQuerySet(models.QuerySet["Practice"]):
    def visible_to(self, user: Any) -> "PracticeQuerySet":
        """Practices are public."""
        return self.all()

    def matching(self, words: str) -> "PracticeQuerySet":
        """Those in which each of the words stands."""
        found = self
        for word in sought(words):
            found = found.filter(search__contains=word)
        return found


class Practice(models.Model):
    """`figures` are as the source states them, one a line or parted by semicolons."""

    practice_id = models.CharField(_("identifier"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=300)
    owner = models.CharField(_("who did it"), max_length=200, blank=True)
    country: Any = CountryField(_("country"), blank=True)
    theme = models.SlugField(_("theme"), max_length=60, blank=True, db_index=True)
    summary = models.TextField(_("summary"), blank=True)
    figures = models.TextField(_("figures"), blank=True)
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    search = models.TextField(editable=False, default="")

    objects: Any = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        ordering = ["practice_id"]
        indexes = [models.Index(fields=["title", "id"], name="portfolios_practice_by_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def figures_list(self) -> list[str]:
        return parted(self.figures)
