"""What our calendars say is read back by a calendar's own reader."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from events.ics import Entry, calendar_of, can_be_entered
from events.telling import understand
from tests.events.test_calendar import REAL

CHANGED = datetime(2025, 11, 1, 12, tzinfo=UTC)


def read(number, **facts):
    entry = Entry("event-1@example.org", "Viña; \\ “ü”,\nTICAL", understand(REAL[number]), "https://e.org/1",
                  CHANGED, **facts)  # fmt: skip
    return Calendar.from_ical(calendar_of([entry], name="Two Shores")).walk("VEVENT")


def test_days_are_whole_days_and_end_on_the_day_after():
    (event,) = read("ev-006")

    assert event["DTSTART"].dt == date(2020, 8, 31)
    assert event["DTEND"].dt == date(2020, 9, 4)


def test_minutes_are_instants():
    (event,) = read("ev-068")

    assert event["DTSTART"].dt == datetime(2020, 9, 7, 8, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2020, 9, 7, 9, 30, tzinfo=UTC)


def test_no_end_is_invented():
    (event,) = read("ev-020")

    assert "DTEND" not in event


@pytest.mark.parametrize("number", ["ev-010", "ev-012", "ev-013", "ev-016", "ev-034", "ev-052"])
def test_what_is_known_less_well_is_not_entered(number):
    assert read(number) == []
    assert not can_be_entered(understand(REAL[number]))


def test_words_and_changes_arrive():
    (event,) = read("ev-001", version=3, place="Cancún, Mexico", is_cancelled=True)

    assert str(event["SUMMARY"]) == "Viña; \\ “ü”,\nTICAL"
    assert str(event["LOCATION"]) == "Cancún, Mexico"
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 3)
    assert event["DTSTAMP"].dt == CHANGED
    assert "DESCRIPTION" not in event
