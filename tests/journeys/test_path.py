"""The whole path of a twinning, in a real browser, with real processes behind it."""

import pytest

from tests.journeys.cast import Cast, gather
from tests.journeys.chapters import applying, calling, meeting, people, planning, publishing, selecting
from tests.journeys.product import Product

pytestmark = pytest.mark.journey

DESK, PHONE = 1280, 360


def walk(cast: Cast, product: Product) -> None:
    people.come_in(cast)
    people.join_hub(cast)
    people.found_hub(cast)
    calling.publish_call(cast.carla, cast.call)
    applying.apply(cast)
    calling.close_call(cast, product)
    selecting.review(cast)
    selecting.agree(cast)
    selecting.decide(cast)
    selecting.read_decisions(cast)
    meeting.announce(cast)
    meeting.register(cast)
    meeting.bring_forward(cast)
    selecting.pair(cast)
    planning.write(cast)
    planning.agree(cast)
    publishing.write(cast)
    publishing.publish(cast)
    publishing.read(cast)
    meeting.be_reminded(cast)
    people.go(cast)


@pytest.mark.parametrize(
    ("width", "mark", "eu_hub"),
    [
        pytest.param(DESK, "wide", "Canary Islands Digital Innovation Hub", id="at-a-desk"),
        pytest.param(PHONE, "narrow", "Institute of Electronics and Computer Science", id="on-a-phone"),
    ],
)
def test_a_twinning_goes_from_the_call_to_the_published_portfolio(
    browser, product, watch, width, mark, eu_hub
):
    cast = gather(browser, product, watch, width=width, mark=mark, eu_hub=eu_hub)
    walk(cast, product)
    cast.leave()

    assert not watch.faults, "\n".join(watch.faults)
    assert product.failures() == []
