"""A browser and a server for what only shows in a page that lives."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.server import Server
from tests.journeys.browsers import a_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser(seconds=900) as browser:
        yield browser


@pytest.fixture
def server(transactional_db, settings) -> Iterator[Server]:
    server = Server()
    settings.SITE_URL = server.url
    settings.CSRF_TRUSTED_ORIGINS = [server.url]
    settings.ALLOWED_HOSTS = ["*"]
    server.start()
    yield server
    server.kill()


@pytest.fixture
def open_for(browser, server) -> Iterator:
    """`open_for(ines, "/desk/")`: a page in a browser in which Ines is signed in."""
    contexts: list[BrowserContext] = []

    def open_page(user, path: str, *, width: int = 1280, **window) -> Page:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        context = browser.new_context(
            base_url=server.url, viewport={"width": width, "height": 900}, locale="en-GB", **window
        )
        context.set_default_timeout(30_000)
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path, wait_until="networkidle")  # its scripts are there
        return page

    yield open_page
    for context in contexts:
        context.close()
