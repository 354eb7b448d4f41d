"""One running product and one browser for all journeys; each journey brings its own people."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.journeys.product import Product, running
from tests.journeys.watch import Watch

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# The first is the same browser without a window's machinery, which takes a quarter less work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def open_browser(playwright: Playwright) -> Browser:
    """The machine's own Chromium, or the one that playwright has installed for itself."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


def has_browser(playwright: Playwright) -> bool:
    return any(map(shutil.which, NAMES)) or os.path.exists(playwright.chromium.executable_path)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # The browser's driver keeps a loop running in this thread, which Django would take amiss.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        if not has_browser(playwright) and not os.environ.get("CI"):
            pytest.skip("There is no Chromium on this machine.")
        browser = open_browser(playwright)
        yield browser
        browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey is a long way, and longer on a busy machine."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(1500))


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("product")) as product:
        yield product


@pytest.fixture
def watch() -> Watch:
    return Watch()
