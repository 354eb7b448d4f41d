"""Pages and small tables are kept until something changes; nothing private is ever kept for others."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.db import connection, transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisIsDown

from hubs.models import Hub
from hubs.operations.hubs import hide_hub
from hubs.operations.memberships import accept_invitation, invite_colleague
from hubs.operations.presence import cell_of, recount
from hubs.operations.programme import settle_programme, settle_region
from hubs.settled import programme as said_of_programme
from portfolios.operations.portfolios import withdraw_portfolio
from tests.factories import make_call, make_hub
from tests.portfolios.conftest import published
from twinning.core.keeping import ANYTHING, one_request, renew_on_commit, until_change
from twinning.core.kept_pages import kept_page

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now().replace(second=5)


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.KEEPS_PAGES = True
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hub():
    return make_hub("Atlantic Hub", country="PT", slug="atlantic")


def queries_of(client: Client, url: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url, headers=headers).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "url", ["/", "/hubs/", "/hubs/?country=PT", "/hubs/atlantic/", "/portfolios/", "/events/", "/calls/"]
)
def test_a_page_that_did_not_change_asks_the_database_nothing(client, hub, url):
    first = client.get(url)

    assert queries_of(client, url) == 0
    assert client.get(url).content == first.content


def test_a_kept_page_has_the_headers_of_a_drawn_one(client, hub):
    drawn, kept = client.get("/hubs/"), client.get("/hubs/")

    assert dict(kept.headers) == dict(drawn.headers)
    assert "Cookie" in kept.headers["Vary"]


def test_a_hidden_hub_is_gone_from_home_and_list_at_once(client, hub, carla):
    make_hub("Hub Andino", region="lac", country="CO")
    recount(map(cell_of, Hub.objects.all()))
    for url in ("/", "/hubs/"):
        client.get(url)

    hide_hub(hub, by=carla)

    assert client.get("/").context["numbers"].hubs == 1
    assert "Atlantic Hub" not in client.get("/hubs/").text
    assert client.get("/hubs/atlantic/").status_code == 404


def test_a_withdrawn_portfolio_is_gone_from_home_and_list_at_once(client, programme, hub, carla):
    portfolio = published(hub, by=carla)
    address = f"/portfolios/{portfolio.slug}/"
    assert all(address in client.get(url).text for url in ("/", "/portfolios/"))
    assert client.get(address).status_code == 200

    withdraw_portfolio(portfolio, by=carla, reason="It is out of date.")

    assert not any(address in client.get(url).text for url in ("/", "/portfolios/"))
    assert client.get(address).status_code == 404


def test_the_programmes_new_name_and_a_regions_are_on_every_page_at_once(client, hub, programme):
    client.get("/hubs/")

    settle_programme(by=None, name="Three Shores")
    settle_region("eu", by=None, name="The eastern shore")

    page = client.get("/hubs/").text
    assert "Three Shores" in page
    assert "The eastern shore" in page


def test_what_is_rolled_back_renews_nothing(client, hub):
    client.get("/hubs/")

    with transaction.atomic():
        renew_on_commit()
        transaction.set_rollback(True)

    assert queries_of(client, "/hubs/") == 0


def test_what_a_transaction_wrote_is_not_kept_before_its_end(programme):
    with transaction.atomic():
        settle_programme(by=None, name="Perhaps")
        assert said_of_programme().name == "Perhaps"
        transaction.set_rollback(True)

    assert said_of_programme().name == "Two Shores"


def test_languages_and_themes_are_kept_apart(client, hub):
    english, spanish = client.get("/hubs/").text, client.get("/es/hubs/").text
    client.cookies["theme"] = "dark"
    dark = client.get("/hubs/").text
    del client.cookies["theme"]

    assert english != spanish
    assert 'data-theme="dark"' in dark
    assert client.get("/hubs/").text == english


def test_a_page_says_what_holds_in_this_minute(client, hub):
    call = make_call(title="Closing", closes_at=NOW + timedelta(seconds=55))
    assert "Closing" in client.get("/").text

    with time_machine.travel(call.closes_at, tick=False):
        assert "Closing" not in client.get("/").text


def test_whoever_signed_in_is_never_shown_a_kept_page_nor_leaves_one(client, as_user, hub, ines, carla):
    hidden = make_hub("Hidden Hub", country="ES")
    Hub.objects.filter(pk=hidden.pk).update(status="hidden")
    office = as_user(carla)

    seen = office.get("/hubs/").text
    public = client.get("/hubs/").text

    assert "Hidden Hub" in seen
    assert "Hidden Hub" not in public
    assert str(carla) not in public
    assert "Hidden Hub" in office.get("/hubs/").text
    assert str(ines) in as_user(ines).get("/").text
    assert str(ines) not in client.get("/").text


def test_a_desk_is_each_persons_own_and_says_what_changed_at_once(as_user, ines, leo, carla):
    hub = make_hub("Atlantic Hub")
    theirs = {name: as_user(user) for name, user in (("ines", ines), ("leo", leo), ("carla", carla))}
    for client in theirs.values():
        assert "Atlantic Hub" not in client.get("/desk/").text

    accept_invitation(invite_colleague(hub, email=ines.email, role="manager", by=carla), by=ines)

    assert "Atlantic Hub" in theirs["ines"].get("/desk/").text
    assert "Atlantic Hub" not in theirs["leo"].get("/desk/").text
    assert queries_of(theirs["ines"], "/desk/") <= 5  # the session, its person, keys, letters


def test_free_words_are_searched_anew(client, hub):
    client.get("/hubs/?q=atlantic")

    assert queries_of(client, "/hubs/?q=atlantic") > 0
    assert queries_of(client, "/hubs/?q=&region=") > 0
    assert queries_of(client, "/hubs/?q=&region=") == 0


def test_what_an_address_makes_up_is_not_kept(client, hub):
    for url in ("/hubs/?utm_source=x", f"/hubs/?country={'P' * 300}"):
        client.get(url)
        assert queries_of(client, url) > 0


def test_a_reader_who_reloads_without_cache_gets_it_drawn_anew(client, hub):
    client.get("/hubs/")

    assert queries_of(client, "/hubs/", cache_control="no-cache") > 0


def visit(rf, view, **cookies):
    request = rf.get("/somewhere/")
    request.COOKIES = cookies
    request.session = type("Session", (), {"modified": False})()
    request.user = type("Nobody", (), {"is_authenticated": False})()
    return view(request)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda request, response: response.set_cookie("any", "thing"),
        lambda request, response: get_token(request),
        lambda request, response: response.headers.__setitem__("Cache-Control", "private"),
        lambda request, response: setattr(response, "status_code", 404),
        lambda request, response: setattr(request.session, "modified", True),
    ],
    ids=["a cookie", "a token", "its own word on caches", "an error", "a changed session"],
)
def test_an_answer_made_for_one_reader_is_not_kept(rf, spoil):
    drawn = []

    @kept_page()
    def view(request):
        drawn.append(request)
        response = HttpResponse("once")
        spoil(request, response)
        return response

    visit(rf, view)
    visit(rf, view)

    assert len(drawn) == 2


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_whoever_has_a_session_or_a_message_gets_a_page_of_their_own(rf, cookie):
    drawn = []

    @kept_page()
    def view(request):
        drawn.append(request)
        return HttpResponse("once")

    visit(rf, view)
    visit(rf, view, **{cookie: "something"})

    assert len(drawn) == 2


def test_many_traces_of_a_transaction_renew_once(carla):
    with transaction.atomic():
        for number in range(3):
            hide_hub(make_hub(f"Hub {number}"), by=carla)
        renewals = [function for _, function, _ in connection.run_on_commit if "renew" in function.__name__]

    assert len(renewals) == 1


def test_within_a_request_all_that_is_shown_is_of_one_moment(carla):
    with one_request():
        hub = make_hub("Atlantic Hub")
        first = until_change("a number", lambda: 1)
        cache.set(ANYTHING, "renewed by another process")

        assert until_change("a number", lambda: 2) == first

        hide_hub(hub, by=carla)
        assert until_change("a number", lambda: 3) == 3  # its own changes it sees


def test_without_the_shared_cache_nothing_is_kept(client, hub, settings):
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": "tests.core.test_keeping.Broken"}}
    client.get("/hubs/")

    assert queries_of(client, "/hubs/") > 0


class Broken(BaseCache):
    """A shared cache that is down."""

    def __init__(self, _server, params):
        super().__init__(params)

    def get(self, *_args, **_kwargs):
        raise RedisIsDown

    add = set = get
