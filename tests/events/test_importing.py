"""The real events arrive unharmed, twice is once, and one bad row stops all."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command

from events.models import Audience, Event, EventKind
from events.operations.events import cancel_event, revise_event
from events.operations.importing import EVENT_COLUMNS
from events.states import EventStatus
from events.wording import date_words
from tests.events.test_calendar import FILE
from twinning.accounts.models import Letter
from twinning.trail.models import Trace

ROW = dict.fromkeys(EVENT_COLUMNS, "") | {
    "event_id": "ev-1",
    "title": "TICAL",
    "kind": "conference",
    "start": "2026-05-06",
    "date_precision": "day",
}


def run(file, *options):
    """Exit code, what it says, what it complains about."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("import_events", str(file), *options, stdout=out, stderr=err, no_color=True)
    except SystemExit as left:
        code = left.code
    return code, out.getvalue().strip(), err.getvalue().strip()


@pytest.fixture
def bring_in(tmp_path, db):
    """Import rows, each given by what is special about it."""

    def bring_in(*rows, options=()):
        text = StringIO()
        writer = csv.DictWriter(text, EVENT_COLUMNS)
        writer.writeheader()
        writer.writerows(ROW | row for row in rows)
        file = tmp_path / "events.csv"
        file.write_text(text.getvalue(), encoding="utf-8")
        return run(file, *options)

    return bring_in


def faults(answer):
    return [(fault["line"], fault["column"]) for fault in json.loads(answer[1])["faults"]]


def test_all_real_events_arrive_and_a_second_time_changes_nothing(db):
    assert run(FILE) == (0, "54 created, 0 changed, 0 unchanged", "")
    before = list(Event.objects.order_by("pk").values())
    traces = Trace.objects.count()

    assert run(FILE) == (0, "0 created, 0 changed, 54 unchanged", "")
    assert list(Event.objects.order_by("pk").values()) == before
    assert Trace.objects.count() == traces


def test_real_events_arrive_unharmed(db):
    run(FILE)
    with FILE.open(encoding="utf-8", newline="") as opened:
        rows = {row["event_id"]: row for row in csv.DictReader(opened)}
    stored = {event.source_id: event for event in Event.objects.select_related("kind")}

    for number, row in rows.items():
        event = stored[number]
        same = ("title", "start", "end", "city", "mode", "url", "source_url", "notes")
        assert {name: getattr(event, name) for name in same} == {name: row[name] for name in same}
        assert (event.kind.code, event.country, event.time_zone) == (row["kind"], row["country"], row["tz"])
    assert len({event.slug for event in stored.values()}) == len(rows)


def test_they_are_public_field_events_without_registration(db, visitor):
    run(FILE)

    assert Event.objects.visible_to(visitor).count() == 54
    assert set(Event.objects.values_list("status", "of_programme", "audience")) == {
        (EventStatus.PUBLISHED, False, Audience.NOBODY)
    }
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("ev-006", "31 August – 3 September 2020"),
        ("ev-010", "November 2025"),
        ("ev-013", "date not known"),
        ("ev-034", "26–28 November 2019 (exact day not stated)"),
        ("ev-052", "1–4 October 2024 (sources disagree)"),
        ("ev-054", "14–18 October 2019 (year inferred)"),
    ],
)
def test_dates_are_shown_as_they_are_known(db, number, words):
    run(FILE)

    assert date_words(Event.objects.get(source_id=number).when) == words


def test_a_row_that_changed_is_changed_and_keeps_its_address(bring_in):
    bring_in({}, {"event_id": "ev-2"})

    assert bring_in({"title": "TICAL2026"}, {"event_id": "ev-2"}) == (
        0,
        "0 created, 1 changed, 1 unchanged",
        "",
    )
    assert set(Event.objects.values_list("title", "slug")) == {("TICAL2026", "tical"), ("TICAL", "tical-2")}


def test_events_that_are_not_in_the_file_stay(bring_in):
    bring_in({}, {"event_id": "ev-2"})
    bring_in({"event_id": "ev-3"})

    assert Event.objects.count() == 3


def test_kinds_come_with_the_file_and_keep_the_names_they_have(bring_in):
    EventKind.objects.create(code="conference", name="Congress")
    bring_in({}, {"event_id": "ev-2", "kind": "study-visit"})

    assert {kind.code: kind.name for kind in EventKind.objects.all()} == {
        "conference": "Congress",
        "study-visit": "Study visit",
    }


def test_a_dry_run_tells_and_keeps_nothing(bring_in):
    code, out, _ = bring_in({}, options=["--dry-run"])

    assert (code, out) == (0, "1 created, 0 changed, 0 unchanged (dry run: nothing was kept)")
    assert not Event.objects.exists()
    assert not EventKind.objects.exists()


@pytest.mark.parametrize(
    ("special", "column"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"kind": ""}, "kind"),
        ({"kind": "x" * 61}, "kind"),
        ({"city": "x" * 121}, "city"),
        ({"start": "2026-02-30"}, "start"),
        ({"start": "06/05/2026"}, "start"),
        ({"start": "2026-05"}, "start"),
        ({"end": "2026-05-05"}, "end"),
        ({"date_precision": "week"}, "date_precision"),
        ({"date_precision": ""}, "date_precision"),
        ({"date_precision": "minute", "tz": "UTC"}, "start_time"),
        ({"date_precision": "minute", "start_time": "25:00", "tz": "UTC"}, "start_time"),
        ({"date_precision": "minute", "start_time": "10:00"}, "tz"),
        ({"tz": "Europe/Atlantis"}, "tz"),
        ({"country": "XX"}, "country"),
        ({"country": "Chile"}, "country"),
        ({"mode": "virtual"}, "mode"),
        ({"url": "www.example.org"}, "url"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"event_id": "ev-0"}, "event_id"),
        ({"event_id": ""}, "event_id"),
        ({"event_id": "x" * 61}, "event_id"),
    ],
)
def test_one_bad_row_stops_all(bring_in, special, column):
    answer = bring_in({"event_id": "ev-0"}, special, options=["--json"])

    assert answer[0] == 2
    assert faults(answer) == [(3, column)]
    assert not Event.objects.exists()
    assert not EventKind.objects.exists()


def test_all_faults_of_all_rows_are_told_at_once_in_words(bring_in):
    code, out, err = bring_in(
        {"notes": "of\nthree\nlines"},
        {"event_id": "ev-2", "start": "2026-02-30", "country": "XX"},
        {"event_id": "ev-3", "url": "nowhere"},
    )

    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "line 5, country: “XX” is not a country's code (two capital letters).",
        "line 5, start: Write a date that exists as 2025, 2025-11 or 2025-11-20.",
        "line 6, url: Enter a valid URL.",
        "Nothing was written: 3 fault(s).",
    ]


def test_what_the_office_called_off_stays_called_off(bring_in, carla):
    bring_in({"start": "2100-05-06"})
    cancel_event(Event.objects.get(), reason="Strike", by=carla)

    assert bring_in({"start": "2100-05-06"})[0] == 0
    assert Event.objects.get().status == EventStatus.CANCELLED


def test_what_the_office_changed_beside_the_file_stays(bring_in, carla):
    bring_in({})
    revise_event(Event.objects.get(), by=carla, version=1, description="Words of the office")

    assert bring_in({})[1] == "0 created, 0 changed, 1 unchanged"
    assert Event.objects.get().description == "Words of the office"
