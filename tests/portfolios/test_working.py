"""The hub writes, the office reads: who sees what, and how late words are answered."""

import pytest
from django.urls import reverse

from hubs.extras import extras_of
from hubs.models import MembershipRole
from portfolios.content import content_of
from portfolios.models import Edition, Portfolio, Service
from portfolios.operations.portfolios import revise_portfolio
from portfolios.operations.services import revise_service
from portfolios.states import EditionStatus, PortfolioStatus
from portfolios.waiting import waiting_for
from tests.factories import join, make_hub, make_user
from tests.portfolios.conftest import make_category, make_portfolio, make_service
from twinning.core.digest import digest_of

PAGES = {
    "portfolio": 404, "edition_pdf": 404, "working_copy": 200, "preview": 200, "revise_portfolio": 200,
    "add_service": 200,
}  # fmt: skip


def url(name, portfolio, **more):
    return reverse(f"portfolios:{name}", kwargs={"slug": portfolio.slug} | more)


@pytest.fixture
def helper(portfolio):
    """A colleague who reads along."""
    person = make_user("Vera")
    join(portfolio.hub, person, MembershipRole.VIEWER)
    return person


@pytest.fixture
def contributor(portfolio):
    person = make_user("Cora")
    join(portfolio.hub, person, MembershipRole.CONTRIBUTOR)
    return person


@pytest.mark.parametrize("name", PAGES)
def test_the_hubs_people_see_the_working_copy(as_user, portfolio, ines, name):
    assert as_user(ines).get(url(name, portfolio)).status_code == PAGES[name]


@pytest.mark.parametrize(
    "name", ["working_copy", "preview", "revise_portfolio", "add_service", "review", "submit_portfolio"]
)
def test_other_hubs_and_reviewers_do_not_know_that_it_exists(as_user, portfolio, leo, leo_hub, rosa, name):
    for person in (leo, rosa):
        assert as_user(person).get(url(name, portfolio)).status_code == 404
    assert as_user().get(url(name, portfolio)).status_code == 302


def test_who_reads_along_writes_nothing(as_user, portfolio, helper):
    browser = as_user(helper)

    assert browser.get(url("working_copy", portfolio)).status_code == 200
    assert browser.get(url("add_service", portfolio)).status_code == 403
    assert browser.post(url("revise_portfolio", portfolio), {"intro": "x"}).status_code == 403
    assert browser.post(url("submit_portfolio", portfolio)).status_code == 403


def test_a_contributor_writes_and_a_manager_submits(as_user, portfolio, contributor, ines):
    assert as_user(contributor).get(url("add_service", portfolio)).status_code == 200
    assert as_user(contributor).post(url("submit_portfolio", portfolio)).status_code == 403
    assert as_user(ines).post(url("submit_portfolio", portfolio)).status_code == 302
    assert Portfolio.objects.get().status == PortfolioStatus.IN_REVIEW


def service_words(**changes):
    words = {"name": "Night tests", "category": make_category().pk, "summary": "In the dark.", "version": 1}
    return words | changes


def test_services_are_added_changed_and_removed(as_user, portfolio, ines):
    browser = as_user(ines)
    browser.post(url("add_service", portfolio), service_words())
    added = Service.objects.get(name="Night tests")
    browser.post(url("revise_service", portfolio, pk=added.pk), service_words(name="Evening tests"))
    assert Service.objects.get(pk=added.pk).name == "Evening tests"
    assert browser.get(url("remove_service", portfolio, pk=added.pk)).status_code == 200

    browser.post(url("remove_service", portfolio, pk=added.pk))

    assert [service.name for service in Service.objects.all()] == ["Drone tests"]


def test_a_service_of_another_portfolio_is_not_reached_through_this_one(as_user, portfolio, ines, carla):
    other = make_portfolio(make_hub()).services.get()

    assert as_user(ines).get(url("revise_service", portfolio, pk=other.pk)).status_code == 404


def test_a_service_without_a_name_is_asked_for_again(as_user, portfolio, ines):
    answer = as_user(ines).post(url("add_service", portfolio), service_words(name=""))

    assert answer.status_code == 422
    assert "In the dark." in answer.content.decode()


def test_two_people_at_once_see_both_texts_and_choose(as_user, portfolio, ines, contributor):
    service = portfolio.services.get()
    revise_service(service, version=1, by=contributor, summary="What Cora wrote.")
    mine = service_words(name="Drone tests", summary="What Ines wrote.")
    address = url("revise_service", portfolio, pk=service.pk)

    answer = as_user(ines).post(address, mine)

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "What Cora wrote." in said
    assert "What Ines wrote." in said
    assert Service.objects.get().summary == "What Cora wrote."
    as_user(ines).post(address, mine | {"version": answer.context["form"]["version"].value()})
    assert Service.objects.get().summary == "What Ines wrote."


def test_an_introduction_is_not_overwritten_either(as_user, portfolio, ines, contributor):
    revise_portfolio(portfolio, version=1, by=contributor, intro="What Cora wrote.")

    answer = as_user(ines).post(
        url("revise_portfolio", portfolio), {"intro": "What Ines wrote.", "language": "en", "version": 1}
    )

    assert answer.status_code == 409
    assert Portfolio.objects.get().intro == "What Cora wrote."


def test_words_that_come_too_late_are_kept_on_the_page(as_user, portfolio, ines):
    Portfolio.objects.update(status=PortfolioStatus.IN_REVIEW)

    assert as_user(ines).get(url("add_service", portfolio)).status_code == 403
    answer = as_user(ines).post(url("add_service", portfolio), service_words())

    assert answer.status_code == 409
    assert "In the dark." in answer.content.decode()
    assert Service.objects.count() == 1


def test_the_office_reads_what_would_change_and_publishes_that(as_user, in_review, carla):
    answer = as_user(carla).get(url("review", in_review))
    assert "Trials over the bay." in answer.content.decode()

    as_user(carla).post(url("publish_portfolio", in_review), {"digest": answer.context["digest"]})

    assert Edition.objects.public().get().digest == digest_of(content_of(in_review))


def test_the_review_shows_only_what_differs(as_user, public, ines, carla):
    service = public.services.get()
    revise_service(service, version=1, by=ines, price_model="one euro")
    make_service(public, "Night tests")

    sections = as_user(carla).get(url("review", public)).context["sections"]

    assert [(section["title"], section["kind"]) for section in sections] == [
        ("Drone tests", "changed"),
        ("Night tests", "new"),
    ]
    assert sections[0]["rows"] == [("price", "free of charge", "one euro")]


def test_the_review_is_for_the_office_alone(as_user, in_review, ines):
    assert as_user(ines).get(url("review", in_review)).status_code == 403
    assert as_user(ines).post(url("publish_portfolio", in_review)).status_code == 403
    assert as_user(ines).post(url("return_portfolio", in_review), {"reason": "x"}).status_code == 403


def test_the_office_returns_it_with_a_reason_that_the_hub_reads(as_user, in_review, ines, carla):
    assert as_user(carla).post(url("return_portfolio", in_review), {"reason": ""}).status_code == 422

    as_user(carla).post(url("return_portfolio", in_review), {"reason": "Prices, please."})

    assert "Prices, please." in as_user(ines).get(url("working_copy", in_review)).content.decode()
    assert [(str(thing.note), thing.url) for thing in waiting_for(ines)] == [
        ("Prices, please.", url("working_copy", in_review))
    ]


def test_a_manager_withdraws_what_is_public(as_user, public, ines):
    as_user(ines).post(url("withdraw_portfolio", public), {"reason": "We moved."})

    assert as_user().get(public.public_url).status_code == 404


def test_the_office_opens_a_portfolio_for_any_hub(as_user, ines_hub, ines, carla):
    address = reverse("portfolios:open_portfolio", kwargs={"slug": ines_hub.slug})

    assert as_user(ines).get(address).status_code == 403
    assert as_user(carla).get(address).status_code == 200
    answer = as_user(carla).post(address)

    assert answer.url == Portfolio.objects.get(hub=ines_hub).get_absolute_url()


def test_the_office_has_a_failed_edition_printed_again(as_user, edition, ines, carla):
    Edition.objects.update(status=EditionStatus.FAILED)
    address = reverse("portfolios:reprint_edition", kwargs={"pk": edition.pk})

    assert as_user(ines).post(address).status_code == 403
    assert as_user(carla).post(address).status_code == 302
    assert Edition.objects.get().status == EditionStatus.QUEUED


def test_what_waits_for_whom(in_review, ines, carla, rosa, visitor):
    assert [thing.url for thing in waiting_for(carla)] == [url("review", in_review)]
    assert waiting_for(ines) == waiting_for(rosa) == waiting_for(visitor) == []


def test_what_could_not_be_printed_waits_for_the_office(edition, ines, carla):
    Edition.objects.update(status=EditionStatus.FAILED)

    assert [thing.url for thing in waiting_for(carla)] == [
        reverse("admin:portfolios_edition_change", args=[edition.pk])
    ]
    assert waiting_for(ines) == []


def test_the_hub_page_leads_to_what_its_reader_may_see(public, ines, visitor, carla, rf):
    (ours,) = [extra for extra in extras_of(public.hub, visitor) if extra.template.startswith("portfolios/")]
    assert (ours.context["public_url"], ours.context["working_copy"]) == (
        public.public_url,
        "",
    )
    (ours,) = [extra for extra in extras_of(public.hub, ines) if extra.template.startswith("portfolios/")]
    assert ours.context["working_copy"] == public.get_absolute_url()


@pytest.mark.parametrize("name", ["working_copy", "preview", "review"])
def test_working_pages_cost_the_same_with_many_services(as_user, budget, portfolio, carla, name):
    browser = as_user(carla)
    few = budget(browser, url(name, portfolio))
    for number in range(29):
        make_service(portfolio, f"Service {number}")
    many = budget(browser, url(name, portfolio))

    assert many.queries == few.queries
