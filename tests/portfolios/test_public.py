"""What anybody reads, and what it costs."""

import pytest
from django.urls import reverse

from hubs.states import HubStatus
from portfolios.models import Edition, Portfolio, ServiceCategory
from portfolios.operations.editions import print_edition
from portfolios.operations.portfolios import publish_portfolio, submit_portfolio
from portfolios.operations.practices import adopt_practice
from portfolios.operations.services import settle_category
from portfolios.states import EditionStatus
from tests.factories import make_area, make_hub
from tests.portfolios.conftest import make_category, make_group, make_portfolio, make_service, published

LIST = "/portfolios/"


def names(response):
    return [card.name for card in response.context["cards"]]


@pytest.fixture
def three(carla, programme):
    """Three portfolios that differ in everything one can ask for."""
    published(
        make_hub("Łódź Data Hub", country="PL", slug="lodz"),
        by=carla,
        services=("Open data desk",),
    )
    published(
        make_hub("Hub Andino", region="lac", country="CO", slug="andino", city="Bogotá"),
        by=carla,
        services=("Cacao laboratory", "Crédito"),
    )
    published(make_hub("Atlantic Hub", country="PT", slug="atlantic"), by=carla, services=("Wave tank",))


def test_the_list_is_in_the_order_of_the_alphabet(client, three):
    assert names(client.get(LIST)) == ["Atlantic Hub", "Hub Andino", "Łódź Data Hub"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lodz", ["Łódź Data Hub"]),
        ("q=ŁÓDŹ data", ["Łódź Data Hub"]),
        ("q=cacao", ["Hub Andino"]),
        ("q=credito", ["Hub Andino"]),
        ("q=Colombia", ["Hub Andino"]),
        ("q=bogota laboratory", ["Hub Andino"]),
        ("q=cacao tank", []),
        ("q=100%25", []),
        ("q=%00", ["Atlantic Hub", "Hub Andino", "Łódź Data Hub"]),
        ("region=lac", ["Hub Andino"]),
        ("country=PT", ["Atlantic Hub"]),
        ("country=PT&region=lac", []),
        ("category=test-before-invest", ["Atlantic Hub", "Hub Andino", "Łódź Data Hub"]),
        ("category=no-such-thing", []),
        ("area=ai&group=sme&region=eu", ["Atlantic Hub", "Łódź Data Hub"]),
    ],
)
def test_the_list_is_searched_and_filtered(client, three, query, found):
    assert names(client.get(f"{LIST}?{query}")) == found


def test_the_choices_are_the_programmes_words_in_the_readers_language(client, three):
    selects = {
        select["name"]: select["options"] for select in client.get("/es/portfolios/").context["selects"]
    }

    assert selects["category"] == {"test-before-invest": "Probar antes de invertir"}
    assert selects["area"] == {"ai": "Artificial intelligence"}
    assert selects["country"] == {"CO": "Colombia", "PL": "Polonia", "PT": "Portugal"}
    assert list(selects["region"]) == ["eu", "lac"]


def test_one_category_does_not_answer_for_another(client, three, carla):
    portfolio = make_portfolio(make_hub("Skills Hub"), services=())
    make_service(portfolio, category=make_category("skills-training"))
    submit_portfolio(portfolio, by=carla)
    publish_portfolio(portfolio, by=carla)

    assert names(client.get(f"{LIST}?category=skills-training")) == ["Skills Hub"]
    assert "Skills Hub" not in names(client.get(f"{LIST}?category=test-before-invest"))


def test_the_page_shows_all_that_was_published(client, public):
    said = client.get(public.public_url).content.decode()

    shown = [
        "Atlantic Hub", "Lisboa, Portugal", "European Union", "We try things with you.", "ask@hub.example",
        "Test before invest", "Drone tests", "Trials over the bay.", "Artificial intelligence",
        "Small and medium-sized firms", "one-stop shop", "free of charge", "https://hub.example/services",
    ]  # fmt: skip
    assert [words for words in shown if words not in said] == []


def test_the_page_speaks_the_readers_language_where_the_words_are_the_programmes(client, public):
    said = client.get(f"/es{public.public_url}").content.decode()

    assert "Probar antes de invertir" in said
    assert '<h3 lang="en">Drone tests</h3>' in said


def test_the_programmes_words_are_frozen_too(client, public, carla):
    settle_category("test-before-invest", by=carla, name_en="Renamed")

    assert ServiceCategory.objects.get().name_en == "Renamed"
    assert "Renamed" not in client.get(public.public_url).content.decode()


def test_a_hidden_hub_has_no_public_portfolio(client, public):
    type(public.hub).objects.update(status=HubStatus.HIDDEN)

    assert client.get(public.public_url).status_code == 404
    assert client.get(f"{public.public_url}portfolio.pdf").status_code == 404
    assert names(client.get(LIST)) == []
    assert b"Atlantic" not in client.get("/portfolios/feed.xml").content


def test_the_country_of_a_hidden_hub_cannot_be_chosen(client, public):
    type(public.hub).objects.update(status=HubStatus.HIDDEN)

    choices = client.get("/portfolios/").context["selects"]

    assert "country" not in [choice["name"] for choice in choices]


def test_while_it_is_printed_the_file_says_when_to_come_back(client, public):
    answer = client.get(f"{public.public_url}portfolio.pdf")

    assert (answer.status_code, answer["Retry-After"]) == (503, "20")
    assert "being printed" in answer.content.decode()


def test_the_file_is_given_once_and_then_known(client, edition):
    print_edition(edition)
    address = f"{edition.get_absolute_url()}portfolio.pdf"

    answer = client.get(address)
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7")
    assert answer["Content-Disposition"].endswith(f'{edition.portfolio.slug}-1.pdf"')
    assert (again.status_code, again.content) == (304, b"")


def test_a_lost_file_is_said_to_be_lost(client, edition):
    Edition.objects.update(status=EditionStatus.PRINTED, file="editions/lost.pdf")

    answer = client.get(f"{edition.get_absolute_url()}portfolio.pdf")

    assert answer.status_code == 503
    assert "not available" in answer.content.decode()


def test_the_feed_tells_what_was_published(client, public):
    answer = client.get("/portfolios/feed.xml")

    assert answer["Content-Type"].startswith("application/atom+xml")
    assert b"<title>Atlantic Hub</title>" in answer.content
    assert b"http://testserver/portfolios/" in answer.content


def test_practices_are_public_with_their_sources(client, carla):
    adopt_practice("gp-1", by=carla, title="Seal", country="ES", source_url="https://news.example/seal")
    adopt_practice("gp-2", by=carla, title="Another", figures="5 pilots; 3 countries")

    said = client.get("/practices/").content.decode()
    found = client.get("/practices/?q=sEAL").context["rows"]

    assert "https://news.example/seal" in said
    assert "3 countries" in said
    assert [practice.title for practice in found] == ["Seal"]


@pytest.mark.parametrize("address", [LIST, f"{LIST}?q=service&area=ai", "/portfolios/feed.xml"])
def test_the_list_costs_the_same_however_long_it_is(client, budget, make_published, address):
    make_published(1)
    one = budget(client, address)
    Portfolio.objects.all().delete()
    make_published(30)
    many = budget(client, address)

    assert many.queries == one.queries
    assert many.queries <= 5
    assert many.rows <= one.rows + 60


def test_only_a_page_of_the_list_is_fetched(client, budget, make_published):
    make_published(60)
    client.get(LIST)

    assert budget(client, LIST).rows < 80
    assert len(client.get(f"{LIST}?page=2").context["cards"]) == 10


def test_a_portfolio_costs_the_same_with_many_services(client, budget, carla, programme):
    one = published(make_hub(), by=carla)
    many = published(make_hub(), by=carla, services=[f"Service {number}" for number in range(30)])

    spent = budget(client, many.public_url)

    assert spent.queries == budget(client, one.public_url).queries
    assert spent.queries <= 4


def test_public_pages_need_nobody_signed_in(client, public):
    make_area("vre", "Virtual research environments")
    make_group("startup", "Start-ups")
    addresses = [LIST, public.public_url, "/portfolios/feed.xml", reverse("portfolios:practices")]

    assert [client.get(address).status_code for address in addresses] == [200] * 4
