"""Registering hubs, describing them, and deciding which the public sees."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from hubs.models import Expression, Hub, Membership, MembershipRole, Region, Standing
from hubs.operations.presence import cell_of, recount
from hubs.signals import hub_named
from hubs.states import HUB, CallStatus, ExpressionStatus, HubStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused, refuse_faulty_fields
from twinning.core.slugs import free_slug
from twinning.core.versions import save_version
from twinning.core.words import one_line, plain
from twinning.trail.operations import leave_trace

# fmt: off
FACTS = frozenset([
    "name", "native_name", "acronym", "organisation_type", "country", "region", "city", "website",
    "technology_areas", "connected_nren", "bella_status", "languages", "summary", "notes", "source_url",
    "time_zone", "staff", "founded",
])
# fmt: on
# Letters call hubs by these.
NAMES = frozenset({"name", "native_name", "acronym"})
# Addresses under /hubs/ that are pages of their own.
RESERVED = frozenset({"register"})
# Hubs of one person that wait for the office.
MOST_NEW = 3


@transaction.atomic
def register_hub(*, by: User | None, region: Region, name: str, country: str, **facts: Any) -> Hub:
    """Enter a hub. Who registers one from outside the office becomes its manager, and the office is told.

    `slug` may be among the facts; otherwise it is made of the name.
    """
    areas, slug = facts.pop("technology_areas", ()), facts.pop("slug", "")
    hub = Hub(region=region, country=country, **_known(facts | {"name": name}))
    from_outside = by is not None and not by.works_in_office
    if by is not None and from_outside:
        _refuse_a_twin(hub)
        _refuse_too_many(by)
    hub.slug = slug or free_slug(Hub, hub.acronym or hub.name, otherwise="hub", reserved=RESERVED)
    _refuse_wrong(hub)
    hub.search = search_words(hub)
    _store(hub)
    hub.technology_areas.set(areas)
    leave_trace(hub, "register", by=by)
    hub_named.send(Hub, hub=hub)
    if by is not None and from_outside:
        Membership.objects.create(hub=hub, user=by, role=MembershipRole.MANAGER)
        for officer in User.objects.office():
            write_letter("hubs.hub_registered", to=officer, about=hub.pk)
    return hub


@transaction.atomic
def describe_hub(hub: Hub, *, by: User | None, version: int, **facts: Any) -> None:
    """Change what is known of a hub, unless somebody else has since `version`."""
    areas = facts.pop("technology_areas", None)
    described = Hub.objects.get(pk=hub.pk)
    was_in = cell_of(described)
    has_moved = facts.get("region", described.region) != described.region
    if has_moved:
        _refuse_to_move(hub, by)
    for name, value in _known(facts).items():
        setattr(described, name, value)
    _refuse_wrong(described)
    changes = {name: getattr(described, name) for name in facts}
    save_version(hub, opened=version, search=search_words(described), **changes)
    if areas is not None:
        hub.technology_areas.set(areas)
    if has_moved:
        follow_hub(hub)
    if cell_of(described) != was_in:
        recount([was_in, cell_of(described)])
    leave_trace(hub, "describe", by=by, version=hub.version)
    if NAMES & facts.keys():
        hub_named.send(Hub, hub=hub)


def follow_hub(hub: Hub) -> None:
    """The office has put a hub's region right: it is ranked among the hubs of that region."""
    undecided = Standing.objects.filter(expression__hub=hub, call__status=CallStatus.PUBLISHED)
    undecided.update(region=Hub.objects.values("region").filter(pk=hub.pk))


@transaction.atomic
def list_hub(hub: Hub, *, by: User | None) -> None:
    """Show the hub to the public."""
    HUB.take(hub, "list")
    recount([cell_of(hub)])
    leave_trace(hub, "list", by=by)


@transaction.atomic
def hide_hub(hub: Hub, *, by: User | None) -> None:
    """Keep the hub from the public; its own people still see it."""
    HUB.take(hub, "hide")
    recount([cell_of(hub)])
    leave_trace(hub, "hide", by=by)


def search_words(hub: Hub) -> str:
    """What a search may find it by: its names, its place, and its country in every language."""
    return plain(hub.name, hub.acronym, hub.native_name, hub.city, *_country_names(hub.country.code))


def _country_names(code: str) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield countries.name(code)


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"not facts of a hub: {', '.join(sorted(unknown))}")
    return facts | {name: one_line(facts[name]) for name in NAMES & facts.keys()}


def _refuse_to_move(hub: Hub, by: User | None) -> None:
    """Nobody looks for the region with more places once their application is in."""
    racing = Expression.objects.filter(
        hub=hub, status=ExpressionStatus.SUBMITTED, call__status=CallStatus.PUBLISHED
    )
    if by is not None and not by.works_in_office and racing.exists():
        sentence = _("Your hub's application is in: write to the office if the region is wrong.")
        raise Refused(sentence, field="region")


def _refuse_a_twin(hub: Hub) -> None:
    """A second press of the button, or a colleague, must not make a second hub."""
    alike = Hub.objects.filter(
        country=hub.country.code, name__iexact=hub.name.strip(), city__iexact=hub.city.strip()
    )
    if alike.exists():
        raise Refused(
            _(
                "A hub of this name is already registered in this place. Ask its people for an invitation, "
                "or the programme's office if you know none of them."
            ),
            field="name",
        )


def _refuse_too_many(by: User) -> None:
    """Each waits for the office: nobody fills its desk alone, however often and quickly they press."""
    User.objects.select_for_update().get(pk=by.pk)
    theirs = by.memberships.filter(role=MembershipRole.MANAGER, hub__status=HubStatus.NEW)
    if theirs.count() >= MOST_NEW:
        raise Refused(
            _(
                "You have %(number)d new hubs that the programme's office has not looked at yet. "
                "You can register another one after that."
            )
            % {"number": MOST_NEW}
        )


def _refuse_wrong(hub: Hub) -> None:
    refuse_faulty_fields(hub, exclude=["search"])
    if hub.time_zone and hub.time_zone not in available_timezones():
        raise Refused(_("This time zone is not known."), field="time_zone")
    if hub.founded and hub.founded > timezone.now().year:
        raise Refused(_("This year is still to come."), field="founded")
    if hub.slug in RESERVED:
        raise Refused(_("This short name is taken by a page of ours."), field="slug")


def _store(hub: Hub) -> None:
    try:
        with transaction.atomic():
            hub.save(force_insert=True)
    except IntegrityError as taken:
        raise Refused(_("A hub with this short name exists already."), field="slug") from taken
