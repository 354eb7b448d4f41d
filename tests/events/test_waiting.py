"""What waits for a person among the events."""

from events.models import Audience
from events.operations.attendances import cancel_attendance, register_attendance
from events.waiting import MOST, waiting_for
from tests.events.making import in_, make_draft, make_event, make_field_event


def told(user):
    return [(thing.title, str(thing.note)) for thing in waiting_for(user)]


def test_open_registrations_wait_until_one_has_decided(event, ines):
    assert told(ines) == [(event.title, "registration is open")]

    attendance = register_attendance(event, by=ines)
    assert told(ines) == [(event.title, "you are registered")]

    cancel_attendance(attendance, by=ines)
    assert told(ines) == []


def test_only_what_one_may_register_for_waits(twinning, ines, olga, db):
    make_event("For participants", audience=Audience.PARTICIPANTS)
    make_event("Over", starts_at=in_(days=-3))
    make_field_event()
    make_draft()

    assert told(ines) == [("For participants", "registration is open")]
    assert told(olga) == []


def test_drafts_wait_for_the_office(announced, carla, rosa, visitor):
    make_event("Published")

    assert told(carla) == [(announced.title, "not yet published")]
    assert told(visitor) == []


def test_the_deadline_is_the_beginning(event, ines):
    assert waiting_for(ines)[0].due_at == event.starts_at


def test_no_more_wait_than_one_can_take_in(ines, db):
    for number in range(MOST + 3):
        make_event(f"Meeting {number}")

    assert len(waiting_for(ines)) == MOST
