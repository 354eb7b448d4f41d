"""One running product for all journeys, a browser for each; each journey brings its own people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsers import a_browser
from tests.journeys.product import Product, running
from tests.journeys.watch import Audits, Watch

LONGEST = 1200  # seconds for a journey: it is a long way, and longer on a busy machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The start of the product belongs to the first of them."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(LONGEST + 300))


@pytest.fixture
def browser(product: Product) -> Iterator[Browser]:
    with a_browser(seconds=LONGEST) as browser:
        yield browser


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("product")) as product:
        yield product


@pytest.fixture(scope="package")
def audits() -> Audits:
    return Audits()


@pytest.fixture
def watch(audits: Audits) -> Watch:
    return Watch(audits=audits)
