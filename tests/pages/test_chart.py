"""The sea chart draws what is told to it, and no more."""

import pytest

from twinning.pages.chart import HEIGHT, WIDTH, draw, on_chart


def test_a_chart_has_a_cable_for_each_partner_and_a_place_for_each_country():
    chart = draw([("PT", "BR"), ("IT", "CO", "UY"), ("PT", "BR")])

    assert len(chart.cables) == 4
    assert len(set(chart.cables)) == 4
    assert len(chart.places) == 5


def test_a_country_that_the_chart_does_not_know_leaves_no_lonely_place():
    chart = draw([("PT", "XX"), ("XX",), ()])

    assert (chart.cables, chart.places) == ([], [])


@pytest.mark.parametrize("place", [(-9.1, 38.7), (-38.5, -3.7), (24.9, 60.2), (-70.7, -33.4)])
def test_places_lie_within_the_frame(place):
    x, y = on_chart(*place)

    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT
