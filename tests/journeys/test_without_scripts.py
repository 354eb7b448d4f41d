"""Applying needs no script: a browser that runs none gets as far as any other."""

import pytest

from tests.journeys.chapters import applying, calling, people
from tests.journeys.person import Person
from tests.journeys.product import ADMINISTRATOR
from tests.journeys.watch import Watch

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]

CALL, HUB = "Call without scripts", "Taller Sin Guiones"


def test_a_hub_applies_in_a_browser_without_scripts(browser, product, watch):
    ada = Person("Ada", ADMINISTRATOR, browser, product, watch)
    ada.sign_in()
    calling.publish_call(ada, CALL)
    ada.leave()
    plain = Watch(scripts=False)
    nora = Person("Nora", "nora@plain.example", browser, product, plain, java_script_enabled=False)

    people.register_hub(nora, HUB)
    applying.apply_alone(nora, call=CALL, hub=HUB)
    nora.leave()

    faults = watch.faults + plain.faults
    assert not faults, "\n".join(faults)
