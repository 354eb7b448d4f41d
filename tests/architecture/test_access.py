"""Who may open which address: every URL name has a row, and every row is tried as every person.

A cell is the status that a GET answers: 200 open, 302 sign in first (or led elsewhere), 403 you may not,
404 not there for you, 405 only by a form. `v` visitor · `o` Olga, of another hub · `i` Ines, manager ·
`t` Tomás, contributor of her hub · `l` Leo, manager of the twin · `r` Rosa, reviewer · `c` Carla,
coordinator · `a` Ada, administrator.
"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from tests.architecture.world import build_world

PEOPLE = ["visitor", "olga", "ines", "tomas", "leo", "rosa", "carla", "ada"]
TABLE = Path(__file__).with_name("access.txt")
# Sign-in, sign-up, MFA and identity providers are allauth's own views, with allauth's own tests.
FOREIGN = ("account_", "mfa_", "socialaccount_", "openid_connect_")


def rows() -> dict[str, list[str]]:
    """`address name [record]` → the eight statuses."""
    lines = [line.split("#")[0].split() for line in TABLE.read_text().splitlines()]
    return {" ".join(line[:-8]): line[-8:] for line in lines if line}


def names(resolver: URLResolver, space: str = "") -> list[str]:
    """All URL names outside the admin, with their namespaces."""
    found = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            found += [f"{space}{pattern.name}"] if pattern.name else []
        elif pattern.namespace != "admin":
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += names(pattern, inner)
    return [name for name in found if not name.startswith(FOREIGN)]


def address(row: str, world: SimpleNamespace) -> str:
    """The URL of a row: `slug=hub.slug` goes through the world, `number=1` is what it says."""
    name, *keys = row.split()
    given: dict[str, Any] = {}
    for key in keys:
        parameter, _, path = key.partition("=")
        value: Any = world
        for part in path.split("."):
            value = getattr(value, part, part)
        given[parameter] = value
    return reverse(name, kwargs=given)


@pytest.fixture
def world(db):
    return build_world()


def test_every_address_has_a_row():
    described = {row.split()[0] for row in rows()}
    there = set(names(get_resolver())) - {"styleguide"}  # there only while debugging

    assert there - described == set()
    assert described - there == set()


@pytest.mark.parametrize("person", PEOPLE)
def test_the_table_holds(person, world, as_user):
    browser = as_user(getattr(world, person))
    column = PEOPLE.index(person)
    wrong = []
    for row, statuses in rows().items():
        answer = browser.get(address(row, world))
        if str(answer.status_code) != statuses[column]:
            wrong.append(f"{row}: {answer.status_code} instead of {statuses[column]}")

    assert wrong == []


@pytest.mark.parametrize("language", ["es", "pt"])
@pytest.mark.parametrize("person", ["ines", "rosa", "carla"])
def test_every_page_opens_in_every_language(person, language, world, as_user):
    """With letters unread, so that the plurals of every language are reckoned."""
    browser = as_user(getattr(world, person))
    column = PEOPLE.index(person)
    failed = []
    for row, statuses in rows().items():
        if statuses[column] == "200":
            with translation.override(language):
                url = address(row, world)
            answer = browser.get(url)
            if answer.status_code != 200:
                failed.append(f"{url}: {answer.status_code}")

    assert failed == []
