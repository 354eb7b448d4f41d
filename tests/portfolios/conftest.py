"""Portfolios for tests: Ines's hub writes one, and has published it where `edition` is asked for."""

import pytest

from portfolios.models import Portfolio, ServiceCategory, TargetGroup
from portfolios.operations.portfolios import publish_portfolio
from portfolios.operations.services import add_service
from portfolios.states import PortfolioStatus
from tests.factories import make_area, make_hub

CATEGORIES = {
    "test-before-invest": {
        "name": "Test before invest",
        "name_es": "Probar antes de invertir",
        "position": 0,
    },
    "skills-training": {"name": "Skills and training", "position": 1},
}


def make_category(code="test-before-invest"):
    return ServiceCategory.objects.get_or_create(code=code, defaults=CATEGORIES[code])[0]


def make_group(code="sme", name="Small and medium-sized firms"):
    return TargetGroup.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_portfolio(hub, *, status=PortfolioStatus.DRAFT, services=("Drone tests",), **fields):
    values = {"slug": hub.slug, "intro": "We try things with you.", "contact_email": "ask@hub.example"}
    portfolio = Portfolio.objects.create(hub=hub, **(values | fields))
    for name in services:
        make_service(portfolio, name)
    Portfolio.objects.filter(pk=portfolio.pk).update(status=status)
    portfolio.refresh_from_db()
    return portfolio


def make_service(portfolio, name="Drone tests", **facts):
    values = {
        "category": make_category(),
        "summary": "Trials over the bay.",
        "technology_areas": [make_area()],
        "target_groups": [make_group()],
        "access_mode": "one-stop shop",
        "price_model": "free of charge",
        "source_url": "https://hub.example/services",
    } | facts
    return add_service(portfolio, by=None, name=name, **values)


def published(hub, *, by, **fields):
    """A portfolio that the public reads; its PDF waits for the worker."""
    portfolio = make_portfolio(hub, status=PortfolioStatus.IN_REVIEW, **fields)
    publish_portfolio(portfolio, by=by)
    return portfolio


@pytest.fixture
def portfolio(ines_hub, programme):
    return make_portfolio(ines_hub)


@pytest.fixture
def in_review(ines_hub, programme):
    return make_portfolio(ines_hub, status=PortfolioStatus.IN_REVIEW)


@pytest.fixture
def public(ines_hub, carla, programme):
    return published(ines_hub, by=carla)


@pytest.fixture
def edition(public):
    return public.edition


@pytest.fixture
def make_published(carla, programme):
    """`make_published(7)`: so many hubs with a public portfolio each."""

    def make(number):
        for count in range(number):
            name = f"Hub {count:03}"
            published(make_hub(name, city="Faro"), by=carla, services=(f"Service of {name}",))

    return make


@pytest.fixture(autouse=True)
def _files_of_this_test_only(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
