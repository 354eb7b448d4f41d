"""Services and practices, as people write them and as files bring them."""

import pytest

from portfolios.models import Portfolio, Practice, Service
from portfolios.operations.practices import adopt_practice
from portfolios.operations.services import (
    add_service,
    adopt_service,
    remove_service,
    revise_service,
    settle_category,
)
from portfolios.states import PortfolioStatus
from tests.factories import make_area
from tests.portfolios.conftest import make_category, make_group
from twinning.core.errors import Refused
from twinning.trail.models import Trace
from twinning.trail.operations import broken_traces

FACTS = {
    "name": "Free cyber training",
    "summary": "For public bodies of the islands.",
    "access_mode": "via partner CLUSIR",
    "price_model": "",
    "source_url": "https://source.example/table.xls",
}


@pytest.fixture
def facts(db):
    return FACTS | {
        "category": make_category("skills-training"),
        "technology_areas": [make_area(), make_area("cybersecurity", "Cybersecurity")],
        "target_groups": [make_group()],
    }


def test_a_service_comes_last_with_a_key_of_its_own(portfolio, ines):
    service = add_service(portfolio, by=ines, name="Talks", category=make_category())

    assert service.position == 2
    assert service.key.startswith("service-")


def test_adopting_twice_changes_nothing(portfolio, carla, facts):
    said = [adopt_service(portfolio, key="isl-01", by=carla, **facts) for _ in range(2)]

    service = portfolio.services.get(key="isl-01")
    assert said == ["created", "unchanged"]
    assert {area.code for area in service.technology_areas.all()} == {"ai", "cybersecurity"}
    assert service.version == 1


@pytest.mark.parametrize("change", [{"name": "Another"}, {"technology_areas": []}, {"price_model": "free"}])
def test_adopting_what_differs_changes_it(portfolio, carla, facts, change):
    adopt_service(portfolio, key="isl-01", by=carla, **facts)

    assert adopt_service(portfolio, key="isl-01", by=carla, **facts | change) == "changed"
    assert adopt_service(portfolio, key="isl-01", by=carla, **facts | change) == "unchanged"


def test_adopting_nothing_new_leaves_a_published_portfolio_published(public, carla, facts):
    Portfolio.objects.update(status=PortfolioStatus.DRAFT)
    adopt_service(public, key="isl-01", by=carla, **facts)
    Portfolio.objects.update(status=PortfolioStatus.PUBLISHED)

    adopt_service(public, key="isl-01", by=carla, **facts)

    assert Portfolio.objects.get().status == PortfolioStatus.PUBLISHED


@pytest.mark.parametrize(
    ("field", "wrong"), [("name", ""), ("name", "n" * 201), ("source_url", "nowhere"), ("category", None)]
)
def test_wrong_facts_are_refused_with_their_field(portfolio, carla, facts, field, wrong):
    with pytest.raises(Refused) as refused:
        adopt_service(portfolio, key="isl-01", by=carla, **facts | {field: wrong})

    assert refused.value.field == field
    assert not portfolio.services.filter(key="isl-01").exists()


def test_unknown_facts_are_a_mistake(portfolio, carla, facts):
    with pytest.raises(TypeError):
        adopt_service(portfolio, key="isl-01", by=carla, colour="blue", **facts)


def test_a_removed_service_is_gone_and_cannot_be_revised(portfolio, ines):
    service = portfolio.services.get()
    remove_service(service, by=ines)
    removed = Service(pk=1, portfolio=portfolio, version=1)

    with pytest.raises(Refused):
        revise_service(removed, version=1, by=ines, name="Late")

    assert not Service.objects.exists()


def test_every_change_leaves_its_trace(portfolio, ines):
    service = portfolio.services.get()
    revise_service(service, version=1, by=ines, name="Better name")
    remove_service(service, by=ines)

    steps = Trace.objects.of(portfolio).values_list("step", flat=True)
    assert list(steps) == ["add_service", "revise_service", "remove_service"]
    assert broken_traces(portfolio) == []


def test_categories_are_settled_and_renamed(db):
    assert settle_category("data", by=None, name_en="Data", position=7) == "created"
    assert settle_category("data", by=None, name_en="Data", position=7) == "unchanged"
    assert settle_category("data", by=None, name_en="Open data", position=7) == "changed"


PRACTICE = {
    "title": "Seal of excellence for an island hub",
    "owner": "Gobierno de Canarias",
    "country": "ES",
    "theme": "hub-support",
    "summary": "An island consortium won the seal.",
    "figures": "14/15 points; 283 applicants",
    "programme": "EDIH",
    "source_url": "https://news.example/seal",
}


def test_practices_are_adopted_once(carla):
    said = [adopt_practice("gp-001", by=carla, **PRACTICE) for _ in range(2)]
    said.append(adopt_practice("gp-001", by=carla, **PRACTICE | {"title": "Seal"}))

    assert said == ["created", "unchanged", "changed"]
    assert Practice.objects.matching("CANARIAS seal").count() == 1
    assert Practice.objects.get().figures_list == ["14/15 points", "283 applicants"]
