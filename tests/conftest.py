"""The standing cast: Ines speaks for an EU hub, Leo for a LAC hub, Rosa reviews, Carla coordinates,
Ada administers, Olga speaks for a hub that has nothing to do with theirs, a visitor is nobody.
"""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils.translation import activate
from hypothesis import HealthCheck
from hypothesis import settings as properties

from hubs.states import ExpressionStatus
from tests.budget import Budget
from tests.factories import make_call, make_expression, make_hub, make_programme, make_twinning, make_user
from tests.sharing_out import pytest_xdist_make_scheduler  # noqa: F401  (found here by the test runner)
from twinning.accounts.models import Role

# How long an example takes says something of the machine and nothing of us: CI's has much else to do.
properties.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("patient")


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(settings):
    """So that what one test is refused for trying too often does not stop another."""
    ours = settings.CACHES["default"] | {"KEY_PREFIX": f"tests-{uuid4().hex}"}
    settings.CACHES = settings.CACHES | {"default": ours}


@pytest.fixture(autouse=True)
def _english_first():
    """Whatever language the last page of the test before was in."""
    activate("en")


@pytest.fixture
def programme(db):
    return make_programme()


@pytest.fixture
def ines(db):
    return make_user("Ines", time_zone="Europe/Lisbon")


@pytest.fixture
def leo(db):
    return make_user("Leo", time_zone="America/Bogota")


@pytest.fixture
def olga(db):
    return make_user("Olga")


@pytest.fixture
def rosa(db):
    return make_user("Rosa", role=Role.REVIEWER)


@pytest.fixture
def carla(db):
    return make_user("Carla", role=Role.COORDINATOR, time_zone="Europe/Brussels")


@pytest.fixture
def ada(db):
    return make_user("Ada", role=Role.ADMINISTRATOR)


@pytest.fixture
def visitor():
    return AnonymousUser()


@pytest.fixture
def ines_hub(ines):
    return make_hub("Atlantic Hub", country="PT", city="Lisboa", manager=ines)


@pytest.fixture
def leo_hub(leo):
    return make_hub("Hub Andino", region="lac", country="CO", city="Bogotá", manager=leo)


@pytest.fixture
def olga_hub(olga):
    return make_hub("Nordic Hub", country="SE", manager=olga)


@pytest.fixture
def call(db):
    return make_call()


@pytest.fixture
def draft(call, ines_hub):
    return make_expression(call, ines_hub, status=ExpressionStatus.DRAFT)


@pytest.fixture
def submitted(call, ines_hub):
    return make_expression(call, ines_hub)


@pytest.fixture
def twinning(ines_hub, leo_hub, carla):
    return make_twinning(ines_hub, leo_hub, by=carla)


@pytest.fixture
def as_user():
    """`as_user(ines).get(url)`: a signed-in browser, or a visitor's for None."""

    def client(user=None) -> Client:
        browser = Client()
        if user is not None and user.is_authenticated:
            browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return client


@pytest.fixture
def budget():
    """`budget(client, url)` measures queries, rows fetched and bytes sent of one page."""
    return Budget.of
