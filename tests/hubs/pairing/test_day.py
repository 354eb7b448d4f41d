"""A day on two clocks, as it is drawn."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from hubs.pairing.day import A_DAY, Span, day_of
from hubs.pairing.office_hours import shared_on
from hubs.pairing.profiles import Hours, Place
from tests.hubs.pairing.profiles import PLACES, SOME_HOURS

LISBON, SANTIAGO = Place("Europe/Lisbon", "PT"), Place("America/Santiago", "CL")
WINTER, SUMMER = date(2027, 1, 15), date(2027, 7, 15)
HOURS = Hours(2027)


def test_winter_and_summer_differ_where_clocks_change_in_opposite_directions():
    winter, summer = (day_of(LISBON, SANTIAGO, day, HOURS) for day in (WINTER, SUMMER))

    assert (winter.offsets, summer.offsets) == ((0, -180), (60, -240))
    assert winter.both == (Span(12 * 60, 17 * 60),)
    assert summer.both == (Span(14 * 60, 17 * 60),)


def test_what_both_share_is_told_on_both_clocks():
    (meeting,) = day_of(LISBON, SANTIAGO, WINTER, HOURS).meetings

    assert meeting.here == Span(12 * 60, 17 * 60)
    assert meeting.there == Span(9 * 60, 14 * 60)


def test_hours_past_midnight_come_in_on_the_other_end():
    auckland = Place("Pacific/Auckland", "NZ")

    day = day_of(LISBON, auckland, WINTER, HOURS)

    assert day.second == (Span(0, 4 * 60), Span(20 * 60, A_DAY))
    assert day.both == ()


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from([1, 7]), SOME_HOURS)
def test_the_drawing_agrees_with_what_is_reckoned(first, second, month, hours):
    day = date(hours.year, month, 15)

    drawn = day_of(first, second, day, hours)

    assert drawn.minutes == 60 * shared_on(first, second, day, hours)
    assert sum(span.length for span in drawn.second) == sum(span.length for span in drawn.first)
    assert all(0 <= span.start < span.end <= A_DAY for span in (*drawn.first, *drawn.second, *drawn.both))


def test_half_hours_are_drawn_too():
    drawn = day_of(LISBON, Place("America/St_Johns", "CA"), WINTER, Hours(2027, time(9), time(17, 30)))

    assert drawn.both == (Span(12 * 60 + 30, 17 * 60 + 30),)
