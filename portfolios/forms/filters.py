"""How the public list is asked: search words and one choice of each kind, all in the address."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_countries import countries

from hubs.models import Region, TechnologyArea
from portfolios.models import Listing, ServiceCategory, TagKind, TargetGroup

FIRST_LANGUAGE = settings.LANGUAGES[0][0]
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
        """All of them in one query: five small ones cost more than the page's own rows."""
        kinds = {"region": Region, "area": TechnologyArea, "category": ServiceCategory, "group": TargetGroup}
        parts = [_named(model, kind, language) for kind, model in kinds.items()]
        rows = _countries().union(*parts, all=True)
        found: dict[str, list[tuple[int, str, str]]] = {kind: [] for kind in ("country", *kinds)}
        for kind, code, name, position in rows:
            found[kind].append((position, code, name))
        named = {kind: {code: name for _, code, name in sorted(each)} for kind, each in found.items()}
        places = {code: str(countries.name(code)) for code in named["country"]}
        return cls(
            named["region"],
            named["area"],
            named["category"],
            named["group"],
            dict(sorted(places.items(), key=lambda place: place[1])),
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


# All columns of all parts are annotations: a union goes by their order, and annotations keep it.
COLUMNS = ("kind", "key", "word", "place")


def _named(model: Any, kind: str, language: str) -> Any:
    name = Coalesce(NullIf(F(f"name_{language}"), Value("")), F(f"name_{FIRST_LANGUAGE}"), F("code"))
    word = Cast(name, CharField())
    # Not the model's own manager: translating the names, it puts the columns into another order.
    rows = (
        QuerySet(model).order_by().annotate(kind=_text(kind), key=F("code"), word=word, place=F("position"))
    )
    return rows.values_list(*COLUMNS)


def _countries() -> Any:
    """Those that public portfolios come from."""
    rows = Listing.objects.order_by().annotate(
        kind=_text("country"), key=F("country"), word=_text(""), place=Value(0)
    )
    return rows.values_list(*COLUMNS).distinct()


def _text(word: str) -> Any:
    return Cast(Value(word), CharField())
