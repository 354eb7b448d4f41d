"""Applying needs no script: a browser that runs none gets as far as any other."""

import pytest

from tests.journeys import ground
from tests.journeys.chapters import applying, people
from tests.journeys.person import Person
from tests.journeys.watch import Watch

pytestmark = pytest.mark.journey

HUB = "Taller Sin Guiones"


def test_a_hub_applies_in_a_browser_without_scripts(browser, product):
    plain = Watch(scripts=False)
    nora = Person("Nora", "nora@plain.example", browser, product, plain, java_script_enabled=False)

    people.register_hub(nora, HUB)
    applying.apply_alone(nora, call=ground.OPEN, hub=HUB)
    nora.leave()

    assert not plain.faults, "\n".join(plain.faults)
