"""What each page may cost: queries, rows fetched and bytes sent, with 30 and with 300 rows behind it.

Queries stay the same, rows fetched stay below a multiple of those shown, and bytes grow only with
what is shown. Times are measured elsewhere, by `make bench`.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.test import Client, override_settings

from tests.benchmarks.seeding import Seeded, seed
from tests.budget import Budget
from twinning.core.keeping import renew, renew_settled

FEW, MANY = 30, 300
PAGED, ALL, ONE = 50, MANY, 1  # rows that a page shows at most
AROUND = 30  # rows that are none of the list's: the reader, the programme, choices of filters
A_BIT = 400  # bytes that numbers of pages and larger counts may take
WIRE = 100_000  # bytes, compressed, of a public page with all that it loads


class Page(NamedTuple):
    """Its reader, rows shown at most, queries, rows fetched for each one shown, and kilobytes."""

    path: str
    reader: str
    shows: int
    queries: int
    rows: int
    kilobytes: int


PAGES = [
    Page("/", "", PAGED, 5, 2, 29),
    Page("/hubs/", "", PAGED, 2, 3, 30),
    Page("/hubs/{hub}/", "", ONE, 3, 10, 12),
    Page("/calls/", "", PAGED, 3, 4, 34),
    Page("/calls/{call}/", "", ONE, 1, 10, 12),
    Page("/portfolios/", "", PAGED, 2, 2, 33),
    Page("/portfolios/{portfolio}/", "", ONE, 1, 10, 14),
    Page("/events/", "", PAGED, 3, 2, 25),
    Page("/events/{event}/", "", ONE, 1, 10, 10),
    Page("/practices/", "", PAGED, 2, 2, 44),
    Page("/twinnings/{twinning}/", "", ONE, 6, 10, 10),
    Page("/desk/", "ines", ONE, 14, 10, 16),
    Page("/desk/", "rosa", ONE, 12, 10, 14),
    Page("/desk/", "carla", ONE, 22, 10, 14),
    Page("/hubs/{hub}/", "ines", ONE, 14, 10, 13),
    Page("/expressions/", "ines", PAGED, 7, 2, 32),
    Page("/expressions/{expression}/", "ines", ONE, 17, 10, 12),
    Page("/expressions/{draft}/revise/story/", "ines", ONE, 16, 30, 22),
    Page("/submissions/{submission}/", "ines", ONE, 20, 30, 16),
    Page("/reviews/", "rosa", ALL, 7, 1, 20),  # in the order of names that only the page knows
    Page("/evaluations/{evaluation}/", "rosa", ONE, 30, 40, 24),
    Page("/admin/hubs/call/{call_pk}/reviewers/", "carla", ALL, 10, 2, 30),
    Page("/admin/hubs/call/{call_pk}/agreement/", "carla", ALL, 10, 12, 40),
    Page("/plans/", "carla", PAGED, 7, 4, 34),
    Page("/plans/{plan}/", "ines", ONE, 16, 10, 14),
    Page("/letters/", "ines", PAGED, 5, 2, 25),
    Page("/events/mine/", "ines", ALL, 4, 2, 56),
    Page("/admin/", "carla", ONE, 6, 10, 23),
    Page("/admin/hubs/call/{call_pk}/eligibility/", "carla", PAGED, 10, 2, 45),
    Page("/admin/hubs/call/{call_pk}/ranking/", "carla", PAGED, 9, 2, 64),
    Page("/admin/hubs/call/{call_pk}/ranking/?q=hub&sort=spread", "carla", PAGED, 9, 2, 66),
    Page("/admin/hubs/decisionletter/", "carla", PAGED, 10, 8, 50),  # each call to filter by, as above
    Page("/admin/hubs/pairing/add/", "carla", PAGED, 16, 2, 44),
    Page("/pairings/{pairing}/", "ines", ONE, 20, 12, 12),
    Page("/admin/hubs/pairing/", "carla", PAGED, 10, 14, 68),  # each call to filter by, as above
    Page("/admin/hubs/pairing/{pairing}/change/", "carla", ONE, 24, 12, 34),
    Page("/pairings/{pairing}/reasons/", "ines", ONE, 20, 12, 18),
    Page("/admin/hubs/call/{call_pk}/drill/", "carla", PAGED, 10, 3, 44),
    Page("/admin/hubs/pulse/", "carla", ALL, 18, 9, 86),  # all are looked at to say which come first
    Page("/admin/hubs/hub/", "carla", PAGED, 9, 2, 43),
    Page("/admin/hubs/expression/", "carla", PAGED, 7, 3, 50),  # offers the newest calls to filter by
    Page("/admin/accounts/letter/", "carla", PAGED, 8, 2, 46),
]
PUBLIC = [page for page in PAGES if not page.reader]
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("budgets")]  # seeded once
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.path} {page.reader}".strip())


class Spent(NamedTuple):
    few: dict[Page, Budget]
    many: dict[Page, Budget]


@pytest.fixture(scope="module")
def spent(django_db_setup, django_db_blocker) -> Spent:
    """What each page costs at both sizes when it is drawn anew; nothing seeded stays."""
    with django_db_blocker.unblock(), override_settings(KEEPS_PAGES=True):
        return Spent(*(costs(size) for size in (FEW, MANY)))


def costs(size: int) -> dict[Page, Budget]:
    with transaction.atomic():
        seeded = seed(size, calls=size)
        changes_are_through()
        found = {page: Budget.of(browser(seeded, page.reader), address(seeded, page)) for page in PAGES}
        transaction.set_rollback(True)
    return found


def changes_are_through() -> None:
    """As if the transaction had ended: the programme's own rows are read once and kept from then on."""
    connection.run_on_commit.clear()
    renew()
    renew_settled()


class Anew(Client):
    """Something changes before each page, so that none is kept."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        renew()
        return super().get(*args, **kwargs)


def browser(seeded: Seeded, reader: str) -> Client:
    client = Anew()
    if reader:
        client.force_login(seeded.people[reader], backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(seeded: Seeded, page: Page) -> str:
    return page.path.format(**seeded.keys)


@each_page
def test_queries_stay_the_same_however_many_rows_there_are(spent, page):
    assert spent.few[page].queries == spent.many[page].queries
    assert spent.many[page].queries <= page.queries


@each_page
def test_few_more_rows_are_fetched_than_shown(spent, page):
    for size, cost in ((FEW, spent.few[page]), (MANY, spent.many[page])):
        assert cost.rows <= AROUND + page.rows * min(page.shows, size)


@each_page
def test_bytes_grow_with_what_is_shown_and_with_nothing_else(spent, page):
    few, many = spent.few[page].bytes, spent.many[page].bytes
    more_rows = min(page.shows, MANY) / min(page.shows, FEW)

    assert many <= page.kilobytes * 1000
    assert many <= few * more_rows + A_BIT


@pytest.mark.parametrize("page", PUBLIC, ids=lambda page: page.path)
def test_a_public_page_is_light_on_the_wire(db, page):
    seeded = seed(FEW, calls=FEW)
    page_itself = Client().get(address(seeded, page)).content

    weights = {path: compressed(path) for path in sorted(loaded(page_itself.decode()))}

    assert len(gzip.compress(page_itself)) + sum(weights.values()) <= WIRE, weights


def loaded(html: str) -> set[str]:
    """Static files that a browser fetches for it, those that they ask for included."""
    linked = re.findall(r'<link rel="(?:stylesheet|icon)" href="/static/([^"]+)"', html)
    called = re.findall(r'<(?:script[^>]+src|use href)="/static/([^"#]+)', html)
    found, waiting = set(), [*linked, *called]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += asked_by(path)
    return found


def asked_by(path: str) -> Iterator[str]:
    """Fonts of a style sheet and modules of a script, whether all readers need them or not."""
    if not path.endswith((".css", ".js")):
        return
    text = located(path).read_text(encoding="utf-8")
    for other in re.findall(r'(?:url\("?|from "|import\(")([^")]+)', text):
        if not other.startswith(("data:", "#")):
            yield urljoin(path, other)


def located(path: str) -> Path:
    found = finders.find(path)
    assert found, path
    return Path(found)


def compressed(path: str) -> int:
    """Fonts are compressed already."""
    content = located(path).read_bytes()
    return len(content) if path.endswith(".woff2") else len(gzip.compress(content))
