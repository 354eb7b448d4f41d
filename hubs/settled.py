"""What the programme settled about itself, as plain values: read again only when it is settled anew."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from hubs.models import Programme, Region, TechnologyArea
from twinning.core.keeping import until_settled


class Settings(NamedTuple):
    """What any page may say of the programme, in the reader's language."""

    name: str
    summary: str
    shows_samples: bool
    time_zone: str

    def __str__(self) -> str:
        return self.name

    @property
    def sample_notice(self) -> str:
        """That the data are samples, if they are."""
        said = _("This is a demonstration: applications, scores, pairings and plans are samples.")
        return said if self.shows_samples else ""


class Shore(NamedTuple):
    """A region, and which of the design's three colours it is drawn in."""

    code: str
    name: str
    shore: int

    def __str__(self) -> str:
        return self.name


class Area(NamedTuple):
    code: str
    name: str


def programme() -> Settings:
    return until_settled("programme", _programme)


def regions() -> dict[int, Shore]:
    """By their keys, in the programme's order."""
    return until_settled("regions", _regions)


def areas() -> dict[int, Area]:
    """The technology areas by their keys, in the programme's order."""
    return until_settled("areas", _areas)


def _programme() -> Settings:
    current = Programme.current()
    return Settings(current.name, current.summary, current.shows_samples, current.time_zone)


def _regions() -> dict[int, Shore]:
    return {region.pk: Shore(region.code, region.name, region.shore) for region in Region.objects.all()}


def _areas() -> dict[int, Area]:
    rows = TechnologyArea.objects.values_list("pk", "code", "name")
    return {pk: Area(code, name) for pk, code, name in rows}
