"""Dates are known from the minute down to nothing, and never said more precisely than they are known."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.calendar import NEVER, UNDATED, PartialDate, Spoken
from events.telling import Flaw, Told, flaws, understand

FILE = Path(__file__).parents[2] / "twinning" / "demo" / "data" / "events.csv"


def told(precision, start="", end="", start_time="", end_time="", time_zone=""):
    return Told(precision, start, end, start_time, end_time, time_zone)


REAL = {
    row["event_id"]: told(
        row["date_precision"], row["start"], row["end"], row["start_time"], row["end_time"], row["tz"]
    )
    for row in csv.DictReader(StringIO(FILE.read_text(encoding="utf-8")))
}


@pytest.mark.parametrize("number", REAL)
def test_every_real_date_is_understood(number):
    when = understand(REAL[number])

    assert flaws(REAL[number]) == []
    assert when.sort_on <= when.until


@pytest.mark.parametrize(
    ("number", "spoken", "sort_on", "until"),
    [
        ("ev-001", [(date(2014, 5, 26), "j"), (date(2014, 5, 28), "jFY")], (2014, 5, 26), (2014, 5, 28)),
        ("ev-006", [(date(2020, 8, 31), "jF"), (date(2020, 9, 3), "jFY")], (2020, 8, 31), (2020, 9, 3)),
        ("ev-010", [(date(2025, 11, 1), "FY")], (2025, 11, 1), (2025, 11, 30)),
        ("ev-012", [(date(2025, 1, 1), "Y")], (2025, 1, 1), (2025, 12, 31)),
        ("ev-025", [(date(2024, 2, 29), "jFY")], (2024, 2, 29), (2024, 2, 29)),
    ],
)
def test_what_is_known_is_said_and_no_more(number, spoken, sort_on, until):
    when = understand(REAL[number])

    assert when.spoken() == [Spoken(*part) for part in spoken]
    assert (when.sort_on, when.until) == (date(*sort_on), date(*until))


def test_without_a_date_it_sorts_first_and_is_never_over():
    when = understand(REAL["ev-013"])

    assert when.spoken() == []
    assert (when.sort_on, when.until) == (UNDATED, NEVER)


def test_days_of_two_years_are_both_said_whole():
    when = understand(told("day", "2024-12-30", "2025-01-02"))

    assert [part.parts for part in when.spoken()] == ["jFY", "jFY"]


def test_months_and_years_have_ends_too():
    assert understand(told("month", "2019-05", "2019-06")).spoken()[0].parts == "F"
    assert [part.parts for part in understand(told("year", "2019", "2021")).spoken()] == ["Y", "Y"]
    assert understand(told("year", "2019", "2021")).until == date(2021, 12, 31)


def test_the_minute_is_an_instant_on_the_clock_of_the_place():
    when = understand(REAL["ev-068"])

    assert when.starts_at == datetime(2020, 9, 7, 8, 0, tzinfo=UTC)
    assert when.ends_at == datetime(2020, 9, 7, 9, 30, tzinfo=UTC)
    assert understand(REAL["ev-020"]).ends_at is None


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (told("weekly", "2025"), ("precision", "precision_unknown")),
        (told("day", "20251120"), ("start", "date_unreadable")),
        (told("day", "2025-02-29"), ("start", "date_unreadable")),
        (told("day", "2025-13"), ("start", "date_unreadable")),
        (told("year", "0000"), ("start", "date_unreadable")),
        (told("day", "2025-11-20", "21/11/2025"), ("end", "date_unreadable")),
        (told("day", "２０２５-11-20"), ("start", "date_unreadable")),
        (told("minute", "2025-11-20", "", "9:00", "", "UTC"), ("start_time", "time_unreadable")),
        (told("minute", "2025-11-20", "", "24:00", "", "UTC"), ("start_time", "time_unreadable")),
        (told("day", "2025-11-20", time_zone="Europe/Lissabon"), ("time_zone", "zone_unknown")),
        (told("unknown", "2025"), ("start", "known_although_unknown")),
        (told("unknown", "", "", "10:00"), ("start_time", "known_although_unknown")),
        (told("day"), ("start", "start_missing")),
        (told("day", "", "2025-11-20"), ("start", "start_missing")),
        (told("day", "2025-11"), ("start", "not_as_precise_as_said")),
        (told("month", "2025-11-20"), ("start", "not_as_precise_as_said")),
        (told("year", "2025-11"), ("start", "not_as_precise_as_said")),
        (told("day", "2025-11-20", "2025-12"), ("end", "not_as_precise_as_start")),
        (told("day", "2025-11-20", "2025-11-19"), ("end", "ends_before_start")),
        (told("range", "2025-11-20"), ("end", "range_without_end")),
        (told("range", "2025-11-20", "2025-11-20"), ("end", "range_without_end")),
        (told("day", "2025-11-20", "", "10:00"), ("start_time", "time_although_not_known")),
        (told("minute", "2025-11-20", "", "", "", "UTC"), ("start_time", "time_missing")),
        (told("minute", "2025-11-20", "", "10:00"), ("time_zone", "zone_missing")),
        (told("minute", "2025-11-20", "", "10:00", "09:59", "UTC"), ("end_time", "ends_before_start")),
        (told("minute", "2025-11-20", "", "10:00", "10:00", "UTC"), ("end_time", "ends_before_start")),
        # The clock is put forward over this half hour on this night.
        (told("minute", "2026-03-29", "", "02:30", "", "Europe/Madrid"), ("start_time", "time_skipped")),
    ],
)
def test_what_does_not_fit_together_is_said_with_its_place(wrong, expected):
    assert Flaw(*expected) in flaws(wrong)
    with pytest.raises(ValueError, match=expected[1]):
        understand(wrong)


def test_all_flaws_are_said_at_once():
    wrong = told("day", "soon", "later", "noon", "", "Nowhere/Land")

    assert {flaw.field for flaw in flaws(wrong)} == {"start", "end", "start_time", "time_zone"}


def test_a_time_that_the_clock_shows_twice_is_the_first_of_the_two():
    when = understand(told("minute", "2026-10-25", "", "02:30", "", "Europe/Madrid"))

    assert when.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


SOME_ZONES = ["UTC", "Europe/Lisbon", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe"]


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    st.timedeltas(timedelta(minutes=61), timedelta(days=3)),
    st.sampled_from(SOME_ZONES),
)
def test_instants_come_back_as_they_were_told(start, length, zone):
    starts_at = start.replace(second=0, microsecond=0, tzinfo=UTC)
    ends_at = (starts_at + length).replace(second=0, microsecond=0)
    when = understand(Told.at(starts_at, ends_at, zone))

    # Where the clock shows a time twice, the first one is meant.
    assert starts_at - when.starts_at in (timedelta(0), timedelta(hours=1), timedelta(minutes=30))
    assert ends_at - when.ends_at in (timedelta(0), timedelta(hours=1), timedelta(minutes=30))


@given(st.dates(), st.dates())
def test_two_days_say_the_second_whole_and_sort_by_the_first(one, other):
    first, last = sorted([one, other])
    when = understand(told("day", first.isoformat(), last.isoformat()))

    assert (when.sort_on, when.until) == (first, last)
    assert when.spoken()[-1] == Spoken(last, "jFY")
    assert len(when.spoken()) == (1 if first == last else 2)


@given(st.text(max_size=12))
def test_no_text_at_all_does_harm(text):
    for wrong in (
        told("day", text),
        told(text, "2025"),
        told("minute", "2025-11-20", text, text, text, text),
    ):
        if not flaws(wrong):
            understand(wrong)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_has_its_first_and_its_last_day(year, month):
    read = PartialDate.read(f"{year:04}-{month:02}")

    assert read.first.day == 1
    assert read.last == date.max or (read.last + timedelta(days=1)).day == 1
