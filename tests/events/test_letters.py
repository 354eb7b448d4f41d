"""What people read in their mail: on their own clock, in their own language, with the right link."""

import pytest
from icalendar import Calendar

from events.models import Audience
from events.operations.attendances import register_attendance
from events.operations.events import cancel_event, revise_event
from events.operations.reminders import send_due_reminders
from events.telling import Told
from tests.events.making import ROOM, make_event
from tests.factories import make_user
from twinning.accounts.models import Letter
from twinning.core.letters import put_into_words

TOLD = Told("minute", "2100-03-05", "", "15:00", "16:30", "Europe/Brussels")


@pytest.fixture
def meeting(db):
    return make_event("Fin & Début <2>", told=TOLD)


@pytest.fixture
def comes(meeting, leo):
    return register_attendance(meeting, by=leo)


def words(kind, attendance, language="en"):
    reader = attendance.user
    return put_into_words(kind, attendance.pk, language=language, time_zone=reader.time_zone, reader=reader)


def entry(letter):
    ((name, content, mimetype),) = letter.attachments
    assert (name, mimetype) == ("fin-debut-2.ics", "text/calendar")
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


def test_the_receipt_says_when_on_both_clocks_and_where_to_join(comes):
    letter = words("events.registered", comes)

    assert letter.subject == "You are registered: Fin & Début <2>"
    assert "5 March 2100, 09:00–10:30 (America/Bogota)" in letter.text
    assert "there: 5 March 2100, 15:00–16:30 (Europe/Brussels)" in letter.text
    assert ROOM in letter.text
    assert "http://testserver/events/fin-debut-2/" in letter.text


def test_the_receipt_brings_the_event_into_the_calendar(comes, meeting):
    event = entry(words("events.registered", comes))

    assert event["DTSTART"].dt == meeting.starts_at
    assert ROOM in event["DESCRIPTION"]
    assert str(event["UID"]) == f"event-{meeting.pk}@testserver"


def test_the_reminder_names_the_readers_clock(comes):
    letter = words("events.reminder", comes)

    assert letter.subject == "Soon: Fin & Début <2>, 5 March 2100, 09:00–10:30 (America/Bogota)"
    assert ROOM in letter.text


def test_a_move_tells_the_new_time_and_replaces_the_entry(comes, meeting, carla):
    told = Told("minute", "2100-03-06", "", "15:00", "16:30", "Europe/Brussels")
    revise_event(meeting, by=carla, version=1, told=told)
    letter = words("events.moved", comes)

    assert letter.subject == "Changed: Fin & Début <2>"
    assert "6 March 2100, 09:00–10:30 (America/Bogota)" in letter.text
    assert int(entry(letter)["SEQUENCE"]) == 2


def test_calling_off_tells_why_and_takes_the_entry_back(comes, meeting, carla):
    cancel_event(meeting, reason="The cable is broken.", by=carla)
    letter = words("events.cancelled", comes)

    assert letter.subject == "Cancelled: Fin & Début <2>"
    assert "The cable is broken." in letter.text
    assert str(entry(letter)["STATUS"]) == "CANCELLED"


def test_without_a_known_day_there_is_no_file(leo):
    comes = register_attendance(make_event(told=Told("month", "2100-05"), join_url=""), by=leo)
    letter = words("events.registered", comes)

    assert letter.attachments == ()
    assert "May 2100" in letter.text
    assert "calendar" not in letter.text


def test_at_home_one_clock_is_enough(meeting):
    comes = register_attendance(meeting, by=make_user(time_zone="Europe/Brussels"))

    assert words("events.reminder", comes).text.count("15:00") == 1


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize("kind", ["registered", "reminder", "moved", "cancelled"])
def test_every_letter_can_be_put_into_every_language(comes, kind, language):
    letter = words(f"events.{kind}", comes, language)

    assert letter.subject
    assert ("/es/events/" in letter.text) is (language == "es")


def test_letters_go_out_and_stay_in_the_inbox(meeting, leo, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        register_attendance(meeting, by=leo)
    with django_capture_on_commit_callbacks(execute=True):
        send_due_reminders(now=meeting.starts_at.replace(hour=1))

    assert [mail.subject.partition(":")[0] for mail in mailoutbox] == ["You are registered", "Soon"]
    assert [attached[0] for attached in mailoutbox[0].attachments] == ["fin-debut-2.ics"]
    assert Letter.objects.visible_to(leo).count() == 2


def test_for_an_event_on_site_nothing_is_said_of_joining(leo):
    event = make_event(
        mode="onsite", city="Fortaleza", country="BR", join_url="", audience=Audience.EVERYBODY
    )
    letter = words("events.registered", register_attendance(event, by=leo))

    assert "Fortaleza, Brazil" in letter.text
    assert "join" not in letter.text
