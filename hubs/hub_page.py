"""What a hub's page tells, as plain values: its facts, its twinnings, and what its reader may open."""

from typing import Any, NamedTuple

from django.urls import reverse

from hubs import settled
from hubs.extras import extras_of
from hubs.kinds import kind_name
from hubs.languages import language_name
from hubs.models import Expression, Hub, Partner
from hubs.settled import Area, Shore
from hubs.states import HubStatus, TwinningStatus
from twinning.core.keeping import until_public_change, until_settled
from twinning.core.lands import land
from twinning.core.translated import in_language
from twinning.core.web import find, permitted

# Of each partner: its twinning, the twinning's facts, and the hub's.
TWINNED = (
    "twinning",
    "call_title",
    "twinning__status",
    "hub__region",
    "hub__slug",
    "hub__name",
    "hub__city",
    "hub__country",
)


class Told(NamedTuple):
    """What a hub's page says above all."""

    slug: str
    name: str
    short_name: str
    native_name: str
    status: str
    state: str
    summary: str


def told_of(slug: str, user: Any) -> dict[str, Any]:
    """Of a hub that this reader may see."""
    this = find(Hub.objects.visible_to(user), slug=slug)
    in_office = getattr(user, "works_in_office", False)
    state = "" if this.status == HubStatus.LISTED else this.get_status_display()
    return {
        "hub": Told(slug, this.name, this.short_name, this.native_name, this.status, state, this.summary),
        "region": settled.regions()[this.region_id],
        "facts": until_settled(("facts of a hub", this.pk, this.version), lambda: _facts(this)),
        "twinnings": until_public_change(("twinnings of a hub", this.pk), lambda: _twinnings_of(this)),
        "expressions": list(_expressions_of(this, user)),
        "extras": extras_of(this, user),
        "notes": this.notes if in_office else "",
        "record": this if in_office else None,
        **_doors(this, user),
    }


class Facts(NamedTuple):
    """What its version tells."""

    place: str
    acronym: str
    kind: str
    languages: str
    bella: str
    nren: str
    founded: str
    staff: str
    website: str
    source_url: str
    areas: tuple[Area, ...]


def _facts(this: Hub) -> Facts:
    return Facts(
        this.place,
        this.acronym,
        kind_name(this.organisation_type),
        ", ".join(map(language_name, this.languages)),
        this.get_bella_status_display(),
        this.connected_nren,
        str(this.founded or ""),
        this.get_staff_display() if this.staff else "",
        this.website,
        this.source_url,
        _areas_of(this),
    )


def _areas_of(this: Hub) -> tuple[Area, ...]:
    """Its technology areas, in the programme's order."""
    through = Hub.technology_areas.through.objects.filter(hub=this)
    chosen = set(through.values_list("technologyarea_id", flat=True))
    return tuple(area for pk, area in settled.areas().items() if pk in chosen)


def _doors(this: Hub, user: Any) -> dict[str, bool]:
    """What else the person may open."""
    return {
        "may_describe": user.is_authenticated and permitted(user, "hubs.describe_hub", this),
        "may_see_members": user.is_authenticated and permitted(user, "hubs.see_members", this),
    }


def _expressions_of(this: Hub, user: Any) -> Any:
    """For those who may read them, what the hub has written for calls."""
    if not user.is_authenticated:
        return []
    theirs = Expression.objects.visible_to(user).filter(hub=this)
    return theirs.select_related("call", "hub")


class Twin(NamedTuple):
    """A hub in a twinning, as the component of the design draws it."""

    name: str
    place: str
    region: str
    shore: int
    url: str


class Pair(NamedTuple):
    partners: tuple[Twin, ...]
    foot: str


def _twinnings_of(this: Hub) -> tuple[Pair, ...]:
    """The partners of all in one query, each twinning's in the order of the regions. They are public."""
    regions, partners = settled.regions(), Partner.objects.filter(twinning__partners__hub=this)
    told = partners.annotate(call_title=in_language("twinning__call__title")).values_list(*TWINNED)
    rows = list(told.order_by("twinning__formed_at", "twinning", "pk"))
    twins: dict[int, list[Twin]] = {twinning: [] for twinning, *_rest in rows}
    feet = {twinning: f"{call} · {TwinningStatus(status).label}" for twinning, call, status, *_rest in rows}
    places = list(regions)
    for twinning, _call, _status, region, *hub in sorted(rows, key=lambda row: places.index(row[3])):
        twins[twinning].append(_twin(regions[region], *hub))
    return tuple(Pair(tuple(partners), feet[twinning]) for twinning, partners in twins.items())


def _twin(region: Shore, slug: str, name: str, city: str, country: str) -> Twin:
    where = land(country)
    url = reverse("hubs:hub", kwargs={"slug": slug})
    return Twin(name, f"{city}, {where}" if city else where, region.name, region.shore, url)
