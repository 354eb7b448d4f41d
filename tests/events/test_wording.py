"""Dates and places in the reader's words."""

import pytest
from django.utils import timezone, translation

from events.telling import Told, understand
from events.wording import date_words, place_words, when_words, zone_words
from tests.events.test_calendar import REAL


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("ev-001", "26–28 May 2014"),
        ("ev-006", "31 August – 3 September 2020"),
        ("ev-010", "November 2025"),
        ("ev-012", "2025"),
        ("ev-013", "date not known"),
        ("ev-016", "23 May 2023 (year inferred)"),
        ("ev-025", "29 February 2024 (year inferred)"),
        ("ev-034", "26–28 November 2019 (exact day not stated)"),
        ("ev-052", "1–4 October 2024 (sources disagree)"),
        ("ev-068", "7 September 2020"),
    ],
)
def test_real_dates_in_words(number, words):
    assert date_words(understand(REAL[number])) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "31 de agosto – 3 de septiembre de 2020"), ("pt", "31 de agosto – 3 de setembro de 2020")],
)
def test_other_languages_have_their_own_order(language, words):
    with translation.override(language):
        assert date_words(understand(REAL["ev-006"])) == words


def test_years_and_months_that_end_later():
    assert date_words(understand(Told("month", "2019-05", "2019-06"))) == "May–June 2019"
    assert date_words(understand(Told("month", "2019-12", "2020-01"))) == "December 2019 – January 2020"
    assert date_words(understand(Told("year", "2019", "2021"))) == "2019–2021"


def test_a_known_time_is_said_on_the_readers_clock_or_on_that_of_the_place():
    when = understand(REAL["ev-068"])

    with timezone.override("America/Bogota"):
        assert when_words(when) == "7 September 2020, 03:00–04:30 (America/Bogota)"
    assert when_words(when, "Europe/Brussels") == "7 September 2020, 10:00–11:30 (Europe/Brussels)"


def test_where_the_reader_is_it_may_be_two_days():
    when = understand(Told("minute", "2026-01-10", "", "20:00", "23:00", "America/Bogota"))

    with timezone.override("Europe/Lisbon"):
        assert when_words(when) == "11 January 2026, 01:00–04:00 (Europe/Lisbon)"
    with timezone.override("Atlantic/Azores"):
        assert when_words(when) == "11 January 2026, 00:00–03:00 (Atlantic/Azores)"
    with timezone.override("America/Fortaleza"):
        assert when_words(when) == "10 January 2026, 22:00 – 11 January 2026, 01:00 (America/Fortaleza)"


def test_a_time_without_an_end_is_said_without_one():
    assert when_words(understand(REAL["ev-020"]), "Etc/GMT") == "26 January 2022, 13:00 (GMT)"


def test_a_zone_is_named_as_people_write_it():
    assert zone_words("America/Sao_Paulo") == "America/Sao Paulo"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("Viña del Mar", "Chile", "onsite"), "Viña del Mar, Chile"),
        (("", "Chile", "onsite"), "Chile"),
        (("", "", "online"), "online"),
        (("", "United Kingdom", "online"), "online"),
        (("Brisbane", "Australia", "hybrid"), "Brisbane, Australia and online"),
        (("", "", "hybrid"), "on site and online"),
        (("", "", ""), ""),
    ],
)
def test_places_are_said_as_far_as_they_are_known(place, words):
    assert place_words(*place) == words
