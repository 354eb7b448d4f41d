"""The demo programme from its founding to today, told by the operations."""

from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.utils import timezone

from events.operations.importing import EVENT_COLUMNS, import_events
from hubs.models import Hub
from hubs.operations.hubs import describe_hub
from hubs.operations.importing import HUB_COLUMNS, import_hubs
from hubs.operations.memberships import accept_invitation, invite_colleague
from portfolios.operations.importing import (
    PRACTICE_COLUMNS,
    SERVICE_COLUMNS,
    import_practices,
    import_services,
)
from twinning.accounts.models import User
from twinning.core.sheets import read_sheet
from twinning.demo.applicants import APPLICANTS
from twinning.demo.cast import NEWCOMER, OFFICE, PASSWORD, REVIEWERS, STAFF, Person
from twinning.demo.clock import happening
from twinning.demo.founding import found_programme
from twinning.demo.meetings import hold_events
from twinning.demo.panel import third_call
from twinning.demo.plans import write_plan
from twinning.demo.publishing import publish_portfolios
from twinning.demo.pulses import take_pulses
from twinning.demo.selection import announce, extend, first_call

DATA = Path(__file__).parent / "data"
TABLES = [
    ("hubs.csv", HUB_COLUMNS, "slug", import_hubs),
    ("services.csv", SERVICE_COLUMNS, "service_id", import_services),
    ("events.csv", EVENT_COLUMNS, "event_id", import_events),
    ("practices.csv", PRACTICE_COLUMNS, "practice_id", import_practices),
]
# Where the clocks are others than in the rest of the country.
ISLANDS = {"cidihub-canarias": "Atlantic/Canary", "azores-dih": "Atlantic/Azores"}
FIRST_NAMES = ["Ana", "Bruno", "Chiara", "Dario", "Elena", "Felipe", "Greta", "Hugo", "Irene"]


def build_demo() -> None:
    """Build all of it, in the order in which it would have happened."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    with happening(now - timedelta(days=160)):
        found_programme(DATA / "programme.toml")
        bring_in_facts()
        office, *_ = [make_person(person) for person in OFFICE]
        reviewers = [make_person(person) for person in REVIEWERS]
        speakers = seat_speakers(office)
    make_person(NEWCOMER)
    twinnings = first_call(now, office=office, reviewers=reviewers, speakers=speakers)
    formed = []
    for number, twinning in enumerate(twinnings):
        write_plan(twinning, number, now, speakers=speakers)
        formed.append(twinning)
    take_pulses(formed, now, speakers=speakers)
    publish_portfolios(now, office=office, speakers=speakers)
    hold_events(now, office=office, guests=list(speakers.values())[:6])
    week = timedelta(days=7)
    with happening(now - timedelta(days=5)):
        call = announce(2, opens_at=now - timedelta(days=5), closes_at=closing(now) - week, by=office)
    with happening(now - timedelta(days=1)):
        extend(call, closes_at=closing(now), by=office)
    third_call(now, office=office, reviewers=reviewers, speakers=speakers)


def closing(now: datetime) -> datetime:
    """Five o'clock in the afternoon in Brussels, about a month from now."""
    day = now.astimezone(ZoneInfo("Europe/Brussels")) + timedelta(days=30)
    return day.replace(hour=17)


def bring_in_facts() -> None:
    """The real hubs, services, events and practices, each with its source."""
    for name, columns, key, operation in TABLES:
        sheet = read_sheet((DATA / name).read_bytes(), columns=columns, key=key)
        operation(sheet.rows, by=None)
    for slug, zone in ISLANDS.items():
        hub = Hub.objects.get(slug=slug)
        describe_hub(hub, by=None, version=hub.version, time_zone=zone)


def make_person(person: Person) -> User:
    """A sample account with a verified address."""
    user = User.objects.create_user(
        person.email,
        PASSWORD,
        name=person.name,
        role=person.role,
        language=person.language,
        time_zone=person.time_zone,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def seat_speakers(office: User) -> dict[str, User]:
    """One manager for each applying hub, and the colleagues in the cast, all by invitation."""
    named = {person.hub for person in STAFF}
    others = [
        Person(f"manager@{item.slug}.example", f"{name} Sample", hub=item.slug)
        for name, item in zip(cycle(FIRST_NAMES), APPLICANTS, strict=False)
        if item.slug not in named
    ]
    speakers: dict[str, User] = {}
    for person in [*STAFF, *others]:
        user = make_person(person)
        hub = Hub.objects.get(slug=person.hub)
        invitation = invite_colleague(hub, email=user.email, role=person.hub_role, by=office)
        accept_invitation(invitation, by=user)
        speakers.setdefault(person.hub, user)
    return speakers
