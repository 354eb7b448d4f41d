"""What the desk may cost with five and with fifty hubs on each shore: queries, rows, bytes, weight."""

import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse

from hubs.operations.scenarios import make_scenario, solve_scenario
from hubs.states import CallStatus
from tests.budget import Budget, counting
from tests.factories import make_call
from tests.factories_desk import select
from tests.test_budgets import WIRE, compressed

pytestmark = pytest.mark.django_db
FEW, MANY = 5, 50
OWN = [
    *(f"js/behaviours/{name}.js" for name in ("desk", "desk_hands", "desk_place")),
    "fonts/familjen-grotesk-latin.woff2",
]
COUNTRIES = {"eu": ["PT", "ES", "IT", "EE"], "lac": ["BR", "CO", "CL", "UY"]}


def fill(size, carla):
    """As many hubs on each shore, all paired."""
    call = make_call(status=CallStatus.RELEASED)
    for region, countries in COUNTRIES.items():
        for number in range(size):
            select(call, f"Hub {number} {region} {call.pk}", region, countries[number % 4], city="Porto")
    scenario = make_scenario(call, name="First", by=carla)
    solve_scenario(scenario, seen=1, by=carla)
    return scenario


@pytest.fixture
def sizes(carla):
    return [fill(size, carla) for size in (FEW, MANY)]


@pytest.fixture
def browser(carla):
    client = Client()
    client.force_login(carla, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(scenario, step="desk"):
    return reverse(f"admin:hubs_scenario_{step}", args=[scenario.pk])


def test_the_desk_asks_the_same_number_of_queries_however_many_hubs(sizes, browser):
    few, many = (Budget.of(browser, at(scenario)) for scenario in sizes)

    assert few.queries == many.queries <= 32
    assert many.rows <= 30 * MANY
    assert many.bytes <= 300_000


def test_polling_costs_next_to_nothing(sizes, browser):
    scenario = sizes[1]
    with counting() as spent:
        answer = browser.get(at(scenario, "since"), {"version": 2})

    assert answer.status_code == 204
    assert spent.queries <= 6


def test_a_step_costs_the_same_number_of_queries_however_many_hubs(sizes, browser):
    spent = []
    for scenario in sizes:
        with counting() as cost:
            answer = browser.post(at(scenario, "undo"), {"seen": 2}, HTTP_X_PART="desk")
        assert answer.status_code == 200
        spent.append(cost.queries)

    assert spent[0] == spent[1]


def test_with_fifty_on_each_shore_it_is_light_on_the_wire(sizes, browser):
    page = browser.get(at(sizes[1])).content

    linked = re.findall(r'(?:href|src)="/static/([^"#]+)', page.decode())
    weights = {path: compressed(path) for path in {*linked, *OWN}}

    assert len(gzip.compress(page)) + sum(weights.values()) <= WIRE, weights
