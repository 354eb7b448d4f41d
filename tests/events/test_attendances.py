"""Registering for an event and leaving it again."""

import pytest

from events.audience import is_invited
from events.models import Attendance, Audience, Event
from events.operations.attendances import cancel_attendance, register_attendance
from events.operations.events import cancel_event
from events.states import AttendanceStatus, EventStatus
from events.telling import Told
from hubs.models import Twinning
from hubs.states import ExpressionStatus, TwinningStatus
from tests.events.making import in_, make_event, make_field_event
from tests.factories import join, make_call, make_expression, make_user
from twinning.accounts.models import Letter
from twinning.core.errors import Refused
from twinning.core.web import permitted


def test_registering_is_confirmed_in_a_letter(event, ines):
    attendance = register_attendance(event, by=ines)

    assert Attendance.objects.get().status == AttendanceStatus.REGISTERED
    assert Letter.objects.get(kind="events.registered").recipient == attendance.user


def test_nobody_registers_twice(attendance, event, ines):
    with pytest.raises(Refused):
        register_attendance(event, by=ines)

    assert Attendance.objects.count() == 1
    assert Letter.objects.count() == 1


def test_whoever_left_may_come_back_and_is_confirmed_again(attendance, event, ines):
    cancel_attendance(attendance, by=ines)
    assert Attendance.objects.get().status == AttendanceStatus.CANCELLED

    register_attendance(event, by=ines)
    assert Attendance.objects.get().status == AttendanceStatus.REGISTERED
    assert Attendance.objects.get().cancelled_at is None
    assert Letter.objects.filter(kind="events.registered").count() == 2


def test_nobody_leaves_twice(attendance, ines):
    cancel_attendance(attendance, by=ines)

    with pytest.raises(Refused):
        cancel_attendance(Attendance.objects.get(), by=ines)


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.CANCELLED])
def test_only_published_events_take_registrations(event, ines, status):
    Event.objects.update(status=status)

    with pytest.raises(Refused):
        register_attendance(event, by=ines)
    assert not Attendance.objects.exists()


def test_an_event_called_off_meanwhile_is_not_registered_for(event, ines, carla):
    opened = Event.objects.get()
    cancel_event(event, reason="Strike", by=carla)

    with pytest.raises(Refused):
        register_attendance(opened, by=ines)


def test_what_is_over_is_neither_registered_for_nor_left(ines, db):
    event = make_event(starts_at=in_(hours=-3), hours=1)

    with pytest.raises(Refused):
        register_attendance(event, by=ines)
    with pytest.raises(Refused):
        cancel_attendance(Attendance.objects.create(event=event, user=ines), by=ines)


def test_one_may_still_come_late(ines, db):
    register_attendance(make_event(starts_at=in_(minutes=-10), hours=1), by=ines)

    assert Attendance.objects.exists()


def test_events_of_the_field_take_no_registrations(ines, db):
    with pytest.raises(Refused):
        register_attendance(make_field_event(told=Told("year", "2100")), by=ines)


def test_an_event_without_a_date_takes_registrations(ines, db):
    register_attendance(make_event(told=Told()), by=ines)

    assert Attendance.objects.exists()


@pytest.fixture
def for_participants(db):
    return make_event(audience=Audience.PARTICIPANTS)


def test_events_for_participants_are_for_twinned_hubs_and_the_office(
    for_participants, twinning, ines, leo, olga, olga_hub, rosa, carla, ada, visitor
):
    invited = [
        person
        for person in (ines, leo, olga, rosa, carla, ada, visitor)
        if is_invited(person, for_participants)
    ]

    assert invited == [ines, leo, carla, ada]
    with pytest.raises(Refused):
        register_attendance(for_participants, by=olga)


def test_selected_hubs_take_part_before_they_are_twinned(for_participants, olga, olga_hub):
    make_expression(make_call(), olga_hub, status=ExpressionStatus.SELECTED)

    assert is_invited(olga, for_participants)


@pytest.mark.parametrize("status", sorted(set(ExpressionStatus.values) - {ExpressionStatus.SELECTED}))
def test_hubs_that_are_not_selected_do_not(for_participants, olga, olga_hub, status):
    make_expression(make_call(), olga_hub, status=status)

    assert not is_invited(olga, for_participants)


def test_an_ended_twinning_alone_invites_nobody(for_participants, twinning, ines):
    Twinning.objects.update(status=TwinningStatus.ENDED)
    twinning.call.expressions.update(status=ExpressionStatus.WITHDRAWN)

    assert not is_invited(ines, for_participants)


def test_all_people_of_a_hub_are_invited_while_their_accounts_are_active(
    for_participants, twinning, ines_hub
):
    colleague, former = make_user(), make_user(is_active=False)
    join(ines_hub, colleague, role="viewer")
    join(ines_hub, former)

    assert is_invited(colleague, for_participants)
    assert not is_invited(former, for_participants)


def test_everybody_with_an_account_is_invited_to_open_events(event, olga, visitor):
    assert is_invited(olga, event)
    assert not is_invited(visitor, event)


def test_one_leaves_for_oneself_alone(attendance, ines, leo, carla):
    may = [user for user in (ines, leo, carla) if permitted(user, "events.cancel_attendance", attendance)]

    assert may == [ines]


def test_who_comes_is_known_to_oneself_and_the_office(attendance, ines, leo, carla, visitor):
    knows = [user for user in (ines, leo, carla, visitor) if Attendance.objects.visible_to(user).exists()]

    assert knows == [ines, carla]
