"""When a deadline falls on the clocks of other countries, and what keeps people from work there."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubs.calls.abroad import Shift, deadline_in, shifts, zones_by_country
from hubs.calls.invited import deadline_abroad, invited_countries
from tests.factories import make_call, make_hub

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


def falls(country, *instant, now=NOW, language="en"):
    return deadline_in(country, datetime(*instant, tzinfo=UTC), now=now, language=language)


def test_each_zone_of_a_country_that_differs_has_its_own_line():
    hours = [(found.zones[0], found.local.hour) for found in falls("PT", 2027, 1, 12, 16)]

    assert hours == [("Atlantic/Azores", 15), ("Europe/Lisbon", 16)]
    assert [found.local.hour for found in falls("BR", 2027, 1, 12, 16)] == [11, 12, 13, 14]
    assert [found.local.hour for found in falls("CO", 2027, 1, 12, 16)] == [11]


def test_zones_that_agree_on_the_deadline_and_on_changes_until_then_share_a_line():
    found = falls("ES", 2027, 1, 12, 16)

    assert [one.zones for one in found] == [("Atlantic/Canary",), ("Europe/Madrid", "Africa/Ceuta")]


@pytest.mark.parametrize(
    ("hour", "is_night"),
    [(21, False), (22, False), (23, True), (0, True), (7, True), (8, False), (12, False)],
)
def test_what_ends_in_the_night_is_called_so(hour, is_night):
    """Who may write until 22:00 has the whole evening; until 07:00 is an hour in which people sleep."""
    (found,) = falls("IS", 2027, 1, 13, hour)

    assert found.night is is_night


def test_midnight_belongs_to_the_day_that_ends():
    (sunday,) = falls("IS", 2027, 1, 18, 0)
    (friday,) = falls("IS", 2027, 1, 16, 0)

    assert (sunday.weekend, friday.weekend) == (True, False)


def test_public_holidays_are_known_on_the_day_and_on_the_day_before():
    (on_the_day,) = falls("CO", 2026, 12, 25, 16)
    (after,) = falls("CO", 2026, 12, 26, 16)

    assert (on_the_day.holiday, on_the_day.eve) == ("Christmas Day", "")
    assert (after.holiday, after.eve) == ("", "Christmas Day")
    assert on_the_day.warns
    assert falls("CO", 2026, 12, 25, 16, language="es")[0].holiday == "Navidad"


def test_a_new_years_eve_is_looked_up_in_the_year_before():
    (found,) = falls("CO", 2027, 1, 2, 16)

    assert found.eve == "New Year's Day"


def test_an_ordinary_afternoon_warns_of_nothing():
    (found,) = falls("CO", 2027, 2, 10, 16)

    assert not found.warns
    assert found.shifts == ()


def test_clocks_that_change_before_the_deadline_are_named_with_their_day():
    _azores, lisbon = falls("PT", 2027, 4, 7, 16)
    santiago = falls("CL", 2027, 4, 7, 16)[-2]

    assert lisbon.shifts == (Shift(date(2027, 3, 28), forward=True),)
    assert "America/Santiago" in santiago.zones
    assert santiago.shifts == (Shift(date(2027, 4, 3), forward=False),)


def test_a_country_without_known_zones_or_holidays_is_no_error():
    assert falls("XX", 2027, 1, 12, 16) == []
    assert all(isinstance(found.holiday, str) for found in falls("AQ", 2027, 1, 12, 16))


@given(
    st.sampled_from(sorted(zones_by_country())),
    st.datetimes(datetime(2026, 12, 1), datetime(2028, 12, 1), timezones=st.just(UTC)),
)
def test_every_zone_of_a_country_stands_in_one_line_whose_clock_is_its_own(country, deadline):
    found = deadline_in(country, deadline, now=deadline - timedelta(days=40), language="en")
    zones = [zone for one in found for zone in one.zones]

    assert sorted(zones) == sorted(zones_by_country()[country])
    assert all(one.local == deadline for one in found)
    for one in found:
        assert {deadline.astimezone(ZoneInfo(zone)).utcoffset() for zone in one.zones} == {
            one.local.utcoffset()
        }


@given(st.sampled_from(["Europe/Lisbon", "America/Santiago", "America/Bogota", "Africa/Casablanca"]))
def test_as_many_changes_are_found_as_the_distance_to_utc_says(zone):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for change in shifts(zone, start, start + timedelta(days=365)):
        noon = datetime(change.day.year, change.day.month, change.day.day, 12, tzinfo=ZoneInfo(zone))
        before, after = (noon + timedelta(days=1) * step for step in (-1.5, 1.5))
        assert (after.utcoffset() > before.utcoffset()) is change.forward


# For a call


def test_countries_are_those_of_hubs_whose_region_has_places(db):
    call = make_call()
    call.places.filter(region__code="lac").update(number=0)
    make_hub(country="PT"), make_hub(country="PT"), make_hub(country="SE")
    make_hub(country="CO", region="lac")
    make_hub(country="DE", status="hidden")

    assert invited_countries(call) == ["PT", "SE"]


def test_the_table_is_sorted_by_country_and_says_what_is_to_be_considered(db):
    call = make_call()
    make_hub(country="PT"), make_hub(country="CO", region="lac")

    table = deadline_abroad(call, datetime(2026, 12, 25, 23, 30, tzinfo=UTC))

    assert [(line.country, line.places) for line in table] == [
        ("Colombia", ""),
        ("Portugal", "Azores"),
        ("Portugal", "Lisbon, Madeira"),
    ]
    assert table[0].hour == "18:30"
    assert table[0].warnings == ("public holiday: Christmas Day",)
    assert table[2].warnings[0] == "at night"
