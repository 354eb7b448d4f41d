"""The office's view of portfolios: everything is looked at, and changed by operations."""

import pytest
from django.urls import reverse

from portfolios.models import Edition, Practice, ServiceCategory
from portfolios.operations.practices import adopt_practice
from portfolios.states import EditionStatus
from tests.portfolios.conftest import make_service

MODELS = ["portfolio", "edition", "practice", "servicecategory", "targetgroup"]


@pytest.fixture
def filled(public, carla):
    adopt_practice("gp-1", by=carla, title="Seal", country="ES", source_url="https://news.example/seal")
    return public


def change(model, pk):
    return reverse(f"admin:portfolios_{model}_change", args=[pk])


@pytest.mark.parametrize("model", MODELS)
def test_the_office_sees_each_list_and_record(as_user, filled, carla, model):
    browser = as_user(carla)
    listed = browser.get(reverse(f"admin:portfolios_{model}_changelist"))
    record = listed.context["cl"].queryset.first()

    assert listed.status_code == 200
    assert browser.get(change(model, record.pk)).status_code == 200
    assert browser.get(f"{reverse(f'admin:portfolios_{model}_changelist')}?q=atlantic").status_code == 200


@pytest.mark.parametrize("model", ["portfolio", "edition"])
def test_what_hubs_wrote_is_only_read_here(as_user, filled, carla, model):
    browser = as_user(carla)

    assert browser.get(reverse(f"admin:portfolios_{model}_add")).status_code == 403
    assert browser.post(change(model, 1), {"status": "published"}).status_code == 403


def test_nobody_else_enters(as_user, filled, ines, rosa):
    for person in (ines, rosa, None):
        assert as_user(person).get(reverse("admin:portfolios_portfolio_changelist")).status_code == 302


def test_a_portfolio_leads_to_what_may_be_done(as_user, in_review, carla):
    said = as_user(carla).get(change("portfolio", in_review.pk)).content.decode()

    for name in ("publish_portfolio", "return_portfolio", "review"):
        assert reverse(f"portfolios:{name}", kwargs={"slug": in_review.slug}) in said


def test_a_failed_edition_can_be_printed_again_from_here(as_user, edition, carla):
    Edition.objects.update(status=EditionStatus.FAILED)

    assert reverse("portfolios:reprint_edition", args=[edition.pk]) in (
        as_user(carla).get(change("edition", edition.pk)).content.decode()
    )


def test_a_practice_is_entered_and_changed(as_user, carla):
    words = {"practice_id": "gp-9", "title": "Vouchers", "country": "GR", "theme": "money"}
    as_user(carla).post(reverse("admin:portfolios_practice_add"), words)
    practice = Practice.objects.get()

    as_user(carla).post(change("practice", practice.pk), words | {"title": "Vouchers for pre-incubators"})

    assert list(Practice.objects.matching("VOUCHERS incubators").values_list("title", "country")) == [
        ("Vouchers for pre-incubators", "GR")
    ]


def test_a_category_is_named_in_each_language(as_user, carla):
    words = {"code": "data", "name_en": "Data", "name_es": "Datos", "name_pt": "Dados", "position": 7}
    as_user(carla).post(reverse("admin:portfolios_servicecategory_add"), words)

    assert ServiceCategory.objects.values_list("code", "name_es").get() == ("data", "Datos")


@pytest.mark.parametrize("model", ["portfolio", "edition"])
def test_lists_cost_the_same_however_long_they_are(as_user, budget, make_published, carla, model):
    browser, address = as_user(carla), reverse(f"admin:portfolios_{model}_changelist")
    make_published(2)
    few = budget(browser, address)
    make_published(10)

    assert budget(browser, address).queries == few.queries


def test_a_portfolios_page_costs_the_same_with_many_services(as_user, budget, portfolio, carla):
    browser, address = as_user(carla), change("portfolio", portfolio.pk)
    few = budget(browser, address)
    for number in range(9):
        make_service(portfolio, f"Service {number}")

    assert budget(browser, address).queries == few.queries
