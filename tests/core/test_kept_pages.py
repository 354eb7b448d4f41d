"""People who signed in are shown pages kept for many only where these are the very pages they would get.

Whoever reads first leaves a page for others, so each reader here reads after all the others, and what
they are shown is held against what is drawn for them alone.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage import default_storage
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext

from hubs.models import Hub
from hubs.operations.memberships import accept_invitation, invite_colleague
from tests.core.conftest import URLS, changes_are_through
from tests.factories import make_user
from twinning.core.keeping import renew
from twinning.core.kept_pages import for_everybody, kept_page

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def words(client: Client, url: str, **headers: str) -> tuple[int, str]:
    response = client.get(url, headers=headers)
    return response.status_code, TOKEN.sub("", response.text)


@pytest.mark.parametrize("of", URLS)
def test_what_is_shown_from_what_was_kept_is_what_is_drawn_for_each_reader(world, readers, as_user, of):
    clients = [as_user(reader) for reader in readers]
    for url in URLS[of]:
        drawn = [words(client, url, cache_control="no-cache") for client in clients]
        assert {status for status, _text in drawn} == {200}

        for order in (1, 1, -1):
            assert [words(client, url) for client in clients[::order]] == drawn[::order]


def test_whoever_signed_in_pays_for_the_session_and_the_masthead_alone(world, as_user, olga):
    client = as_user(olga)
    lists = ["/", "/hubs/", "/calls/", "/events/", "/portfolios/", "/practices/"]

    for url in [*lists, "/hubs/hub-andino/", "/events/talk/", "/portfolios/atlantic-hub/"]:
        client.get(url)
        client.get(url)

        # With Redis the session comes from there.
        assert tables(client, url) - {"django_session"} == {"accounts_user", "accounts_letter"}


@pytest.mark.parametrize("url", ["/calls/open/", "/calls/closed/", "/events/meeting/", "/events/members/"])
def test_what_is_ones_own_on_a_page_is_gathered_once(world, as_user, ines, url):
    client = as_user(ines)
    client.get(url)

    assert tables(client, url) - {"django_session"} == {"accounts_user", "accounts_letter"}


def test_a_page_is_drawn_again_after_a_change_only_if_it_says_something_else(keeping_pages, rf):
    said = ["one", "one", "two"]

    @kept_page()
    def view(request):
        return TemplateResponse(request, "pages/statement.html", told(said.pop(0)))

    drawn, texts = [], []
    for _ in range(3):
        renew()
        with drawing(drawn):
            texts.append(view(visiting(rf)).text)

    assert len(drawn) == 2
    assert texts[0] == texts[1]
    assert ["<h1>one" in text for text in texts] == [True, True, False]


def test_a_page_of_records_is_drawn_each_time(keeping_pages, rf, ines):
    @kept_page()
    def view(request):
        return TemplateResponse(request, "pages/statement.html", told("one") | {"record": ines})

    drawn: list[str] = []
    for _ in range(2):
        renew()
        with drawing(drawn):
            view(visiting(rf))

    assert len(drawn) == 2


def told(heading: str) -> dict[str, Any]:
    return {"text": {"heading": heading}, "words": "Words."}


def visiting(rf) -> HttpRequest:
    request = rf.get("/somewhere/")
    request.user, request.session = AnonymousUser(), SessionStore()
    request._messages = default_storage(request)
    return request


@contextmanager
def drawing(drawn: list[str]) -> Iterator[None]:
    """Notes the pages that are drawn."""

    def note(template, **_context):
        if template.name == "pages/statement.html":
            drawn.append(template.name)

    template_rendered.connect(note)
    yield
    template_rendered.disconnect(note)


def tables(client: Client, url: str) -> set[str]:
    """Of which the page asks anything."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return {name for query in asked for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}


def test_a_token_is_each_readers_own(world, as_user, olga, leo):
    tokens = [TOKEN.findall(as_user(reader).get("/calls/").text) for reader in (olga, leo, olga)]

    assert all(tokens)
    assert len({token for (token, *_more) in tokens}) == 3


def test_nothing_of_the_first_reader_is_kept_even_where_a_view_is_wrong_about_who_sees_the_same(
    keeping_pages, rf, ines, leo
):
    changes_are_through()

    @kept_page(alike=for_everybody)
    def view(request):
        return HttpResponse(f"{request.user.is_authenticated} {request.user.pk} {request.user.email}")

    for reader in (ines, leo):
        request = rf.get("/somewhere/")
        request.user, request.session = reader, SessionStore()
        request._messages = default_storage(request)
        assert view(request).text == "True 0 "
        assert request.user is reader


def test_a_message_is_shown_once_to_the_one_whom_it_concerns(world, as_user, olga, leo, rf):
    theirs, others = as_user(olga), as_user(leo)
    for client in (theirs, others):
        client.get("/hubs/")

    theirs.post("/profile/", {"name": "Olga", "language": "en", "time_zone": "UTC"})
    pages = [client.get("/hubs/").text for client in (others, theirs, theirs, others)]

    assert ['class="messages"' in page for page in pages] == [False, True, False, False]


def test_whoever_joins_a_hub_sees_at_once_what_is_theirs(world, as_user, carla):
    hidden, newcomer = Hub.objects.get(name="Hidden Hub"), make_user("Nuno")
    client = as_user(newcomer)
    assert "Hidden Hub" not in client.get("/hubs/").text

    accept_invitation(invite_colleague(hidden, email=newcomer.email, role="viewer", by=carla), by=newcomer)
    changes_are_through()

    assert "Hidden Hub" in client.get("/hubs/").text


def test_whoever_joins_the_office_sees_drafts_at_once(world, as_user, olga):
    client = as_user(olga)
    assert "Secret" not in client.get("/events/").text

    type(olga).objects.filter(pk=olga.pk).update(role="coordinator")

    assert "Secret" in client.get("/events/").text
    type(olga).objects.filter(pk=olga.pk).update(role="member")
    assert "Secret" not in client.get("/events/").text
