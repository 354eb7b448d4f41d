"""How the public list is asked: search words and one choice of each kind, all in the address."""

from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext as _

from hubs.models import Region, TechnologyArea
from portfolios.models import Listing, ServiceCategory, TagKind, TargetGroup
from twinning.core.lands import land
from twinning.core.words import plain

ASKED = ("q", "region", "country", "area", "category", "group")  # in the order of the filter's fields


@dataclass(frozen=True)
class Filter:
    """What was asked; an empty word asks nothing."""

    words: str = ""
    region: str = ""
    country: str = ""
    area: str = ""
    category: str = ""
    group: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Filter":
        """A NUL cannot be stored, so it cannot be found either, and databases will not take it."""
        asked = [query.get(name, "").replace("\0", "").strip()[:200] for name in ASKED]
        return cls(*asked)

    @property
    def is_empty(self) -> bool:
        return self == Filter()

    def applied(self) -> Any:
        """The public listings that answer to all of it."""
        found = Listing.objects.public().matching(self.words)
        for column in ("region", "country"):
            if wanted := getattr(self, column):
                found = found.filter(**{column: wanted})
        for kind in TagKind.values:
            if wanted := getattr(self, kind):
                found = found.tagged(kind, wanted)
        return found


@dataclass
class Choices:
    """The programme's own words to choose from, by kind and code, in the reader's language."""

    regions: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str) -> "Choices":
        """Kept for a minute: five small queries cost more than the page's own rows."""
        kept = cache.get_or_set(f"portfolio-choices-{language}", cls._read, timeout=60)
        return kept or cls._read()

    @classmethod
    def _read(cls) -> "Choices":
        codes = Listing.objects.public().order_by().values_list("country", flat=True).distinct()
        places = {code: land(code) for code in codes}
        return cls(
            _named(Region),
            _named(TechnologyArea),
            _named(ServiceCategory),
            _named(TargetGroup),
            dict(sorted(places.items(), key=lambda place: plain(place[1]))),
        )

    def selects(self, asked: Filter) -> list[dict[str, Any]]:
        """What the template needs for one select each; a kind without a choice is left out."""
        kinds = [
            ("category", _("Kind of service"), _("Any kind"), self.categories),
            ("group", _("For whom"), _("Anybody"), self.groups),
            ("area", _("Technology"), _("Any technology"), self.areas),
            ("region", _("Region"), _("Any region"), self.regions),
            ("country", _("Country"), _("Any country"), self.countries),
        ]
        return [
            {"name": name, "label": label, "any": any_, "options": options, "chosen": getattr(asked, name)}
            for name, label, any_, options in kinds
            if options
        ]


def _named(model: Any) -> dict[str, str]:
    return dict(model.objects.values_list("code", "name"))
