"""A programme in which everywhere something is seen by some and not by others, and who reads it."""

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from django.utils.text import slugify

from events.models import Audience
from events.operations.attendances import register_attendance
from hubs.models import Hub, PublicText
from hubs.states import CallStatus, HubStatus
from tests.events.making import make_draft, make_event, make_field_event
from tests.factories import make_call, make_expression, make_hub, make_user
from tests.factories_calls import make_closed_call
from tests.portfolios.conftest import make_portfolio, published
from twinning.core.keeping import renew, renew_settled

NOW = timezone.now().replace(second=5)
URLS = {
    "home": ["/", "/es/", "/privacy/"],
    "hubs": ["/hubs/", "/hubs/?country=PT&page=1", "/hubs/?status=hidden"],
    "a hub": ["/hubs/atlantic-hub/", "/hubs/hub-andino/", "/hubs/nordic-hub/"],
    "calls": ["/calls/", "/calls/open/", "/calls/closed/", "/calls/over/"],
    "events": ["/events/", "/events/talk/", "/events/meeting/", "/events/members/"],
    "portfolios": ["/portfolios/", "/portfolios/atlantic-hub/", "/practices/"],
}


@pytest.fixture
def keeping_pages(settings):
    """As a web process does, within one minute: nothing that is kept outlives it."""
    settings.KEEPS_PAGES = True
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def readers(programme, ines, leo, olga, rosa, carla, ada):
    """A visitor, the cast, and somebody who has nothing to do with any hub."""
    return [None, make_user("Newcomer"), ines, leo, olga, rosa, carla, ada, make_user("Mina")]


@pytest.fixture
def world(keeping_pages, readers, twinning, olga_hub, ines, carla):
    """Everywhere something that some may see and others not."""
    PublicText.objects.create(place="privacy", heading="Privacy", body="We keep little.")
    hidden = make_hub("Hidden Hub", country="PT", manager=readers[-1])
    Hub.objects.filter(pk=hidden.pk).update(status=HubStatus.HIDDEN)
    Hub.objects.filter(name="Atlantic Hub").update(notes="They called twice.")
    atlantic = Hub.objects.get(name="Atlantic Hub")
    is_open = make_call(title="Open", slug="open")
    make_call(title="Over", slug="over", status=CallStatus.RELEASED, closes_at=timezone.now())
    make_call(title="Not yet", slug="not-yet", status=CallStatus.DRAFT)
    make_expression(is_open, atlantic)
    make_expression(make_closed_call(title="Closed", slug="closed"), olga_hub)
    make_field_event("Talk")
    register_attendance(make_event("Meeting"), by=ines)
    make_event("Members", audience=Audience.PARTICIPANTS)
    make_draft("Secret")
    published(atlantic, by=carla, slug="atlantic-hub")
    make_portfolio(olga_hub)
    for hub in Hub.objects.all():
        Hub.objects.filter(pk=hub.pk).update(slug=slugify(hub.name))
    changes_are_through()


def changes_are_through() -> None:
    """As if the transaction had ended."""
    connection.run_on_commit.clear()
    renew()
    renew_settled()
