"""Nothing of a working copy reaches the public before it is published."""

import pytest

from hubs.operations.hubs import describe_hub
from portfolios.models import Edition
from portfolios.operations.portfolios import publish_portfolio, revise_portfolio, submit_portfolio
from portfolios.operations.services import add_service, remove_service, revise_service
from portfolios.printing import markup
from tests.factories import make_area
from tests.portfolios.conftest import make_category, make_group

SECRET = "Zanzibar"
ADDRESS = "https://zanzibar.example/"


def in_service(**facts):
    def change(portfolio, by):
        service = portfolio.services.get()
        revise_service(service, version=service.version, by=by, **facts)

    return change


def in_introduction(**words):
    return lambda portfolio, by: revise_portfolio(portfolio, version=portfolio.version, by=by, **words)


def in_hub(**facts):
    return lambda portfolio, by: describe_hub(portfolio.hub, by=by, version=portfolio.hub.version, **facts)


def category():
    return in_service(category=make_category("skills-training"))


def area():
    return in_service(technology_areas=[make_area("zanzibar", SECRET)])


def group():
    return in_service(target_groups=[make_group("zanzibar", SECRET)])


def new_service():
    return lambda portfolio, by: add_service(portfolio, by=by, name=SECRET, category=make_category())


CHANGES = {
    "service name": lambda: in_service(name=SECRET),
    "service summary": lambda: in_service(summary=SECRET),
    "service access": lambda: in_service(access_mode=SECRET),
    "service price": lambda: in_service(price_model=SECRET),
    "service source": lambda: in_service(source_url=ADDRESS),
    "service category": category,
    "service area": area,
    "service group": group,
    "new service": new_service,
    "introduction": lambda: in_introduction(intro=SECRET),
    "contact": lambda: in_introduction(contact_email="zanzibar@hub.example"),
    "hub name": lambda: in_hub(name=SECRET),
    "hub native name": lambda: in_hub(native_name=SECRET),
    "hub city": lambda: in_hub(city=SECRET),
    "hub website": lambda: in_hub(website=ADDRESS),
}


def seen(client, portfolio):
    """All that the public can get, each as text: page, list, search, feed, the printed words."""
    texts = {
        "page": client.get(portfolio.public_url).content.decode(),
        "list": client.get("/portfolios/").content.decode(),
        "feed": client.get("/portfolios/feed.xml").content.decode(),
        "PDF": markup(Edition.objects.public().get()),
        "found": [card.name for card in client.get(f"/portfolios/?q={SECRET}").context["cards"]],
        "category": [
            card.name for card in client.get("/portfolios/?category=skills-training").context["cards"]
        ],
    }
    # The choices of the list are the programme's own words, whoever uses them.
    texts["list"] = texts["list"].partition("</form>")[2]
    return texts


def spoken(texts):
    return {
        place
        for place, said in texts.items()
        if said and (place in ("found", "category") or "anzibar" in said)
    }


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_unpublished_change_is_seen_nowhere_and_a_published_one_is(client, public, ines, carla, change):
    before = seen(client, public)
    change()(public, ines)
    public.refresh_from_db()

    assert seen(client, public) == before
    assert not spoken(before)

    if public.status == "published":
        return  # a change of the hub itself goes into the next edition
    submit_portfolio(public, by=ines)
    publish_portfolio(public, by=carla)
    assert spoken(seen(client, public))


def test_a_removed_service_stays_public_until_the_next_edition(client, public, ines):
    remove_service(public.services.get(), by=ines)

    assert "Drone tests" in client.get(public.public_url).content.decode()


def test_a_portfolio_that_was_never_published_does_not_exist(client, in_review):
    assert client.get(in_review.public_url).status_code == 404
    assert client.get(f"{in_review.public_url}portfolio.pdf").status_code == 404
    assert client.get("/portfolios/").context["page"].paginator.count == 0
    assert "Atlantic" not in client.get("/portfolios/feed.xml").content.decode()
