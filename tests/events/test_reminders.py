"""Each person is reminded once, whatever the clocks do."""

from datetime import timedelta
from threading import Barrier, Thread
from threading import Event as Signal

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models.signals import pre_save
from django.utils import timezone

from events.models import Attendance, Event, Reminder, ReminderLead
from events.operations.attendances import cancel_attendance, register_attendance
from events.operations.events import cancel_event, revise_event
from events.operations.programme import settle_reminder_lead
from events.operations.reminders import BATCH, send_due_reminders
from events.states import ReminderStatus
from events.tasks import send_due_reminders as clock_tick
from events.telling import Told
from tests.events.making import in_, make_event, make_kind
from tests.factories import make_user
from twinning.accounts.models import Letter


def reminders():
    return Letter.objects.filter(kind="events.reminder")


def state():
    reminder = Reminder.objects.get()
    return reminder.status, reminder.due_at


def at(instant):
    return time_machine.travel(instant, tick=False)


def test_registering_sets_the_reminder_a_day_ahead_unless_a_row_says_otherwise(attendance, event):
    assert state() == (ReminderStatus.PENDING, event.starts_at - timedelta(days=1))


def test_lead_times_are_rows(db):
    kind = make_kind("final")
    plain, final = make_event(), make_event(kind=kind)
    settle_reminder_lead("", by=None, minutes=60)
    settle_reminder_lead("final", by=None, minutes=7 * 24 * 60)
    own = make_event(kind=kind, lead_minutes=15)

    leads = [ReminderLead.objects.before(event) for event in (plain, final, own)]
    assert leads == [timedelta(hours=1), timedelta(days=7), timedelta(minutes=15)]


def test_whoever_registers_after_its_time_is_reminded_by_the_receipt_alone(ines, db):
    register_attendance(make_event(starts_at=in_(hours=5)), by=ines)

    assert not Reminder.objects.exists()


def test_without_a_known_time_there_is_no_reminder_until_there_is(ines, carla, db):
    event = make_event(told=Told("month", "2100-05"))
    register_attendance(event, by=ines)
    assert not Reminder.objects.exists()

    told = Told("minute", "2100-05-06", "", "10:00", "", "UTC")
    revise_event(event, by=carla, version=1, told=told)
    assert state() == (ReminderStatus.PENDING, Event.objects.get().starts_at - timedelta(days=1))


def test_the_clock_sends_what_is_due_and_nothing_before(attendance, event):
    assert send_due_reminders(now=event.starts_at - timedelta(days=1, seconds=1)) == 0
    assert not reminders().exists()

    assert send_due_reminders(now=event.starts_at - timedelta(days=1)) == 1
    assert reminders().get().recipient == attendance.user
    assert Reminder.objects.get().sent_at is not None


def test_a_second_tick_sends_nothing(attendance, event):
    with at(event.starts_at - timedelta(hours=20)):
        clock_tick()
        clock_tick()

    assert reminders().count() == 1


def test_a_clock_that_was_stopped_for_long_reminds_late_but_not_of_what_has_begun(
    attendance, event, leo, carla
):
    register_attendance(event, by=leo)
    Reminder.objects.filter(attendance=attendance).update(due_at=event.starts_at - timedelta(days=3))

    assert send_due_reminders(now=event.starts_at) == 0
    assert not reminders().exists()
    assert set(Reminder.objects.values_list("status", flat=True)) == {ReminderStatus.SKIPPED}


def test_whoever_left_is_not_reminded(attendance, event, ines):
    cancel_attendance(attendance, by=ines)

    assert state()[0] == ReminderStatus.SKIPPED
    assert send_due_reminders(now=event.starts_at - timedelta(hours=1)) == 0


def test_whoever_came_back_is_reminded(attendance, event, ines):
    cancel_attendance(attendance, by=ines)
    register_attendance(event, by=ines)

    assert send_due_reminders(now=event.starts_at - timedelta(hours=1)) == 1


def test_whoever_came_back_late_is_not_reminded_at_once(attendance, event, ines):
    cancel_attendance(attendance, by=ines)
    with at(event.starts_at - timedelta(hours=3)):
        register_attendance(event, by=ines)

    assert state()[0] == ReminderStatus.SKIPPED


def test_nobody_is_reminded_of_what_is_called_off(attendance, event, carla):
    cancel_event(event, reason="Strike", by=carla)

    assert state()[0] == ReminderStatus.SKIPPED
    assert send_due_reminders(now=event.starts_at - timedelta(hours=1)) == 0


def moved(event, carla, **time):
    event = Event.objects.get(pk=event.pk)
    starts_at = event.starts_at + timedelta(**time)
    told = Told.at(starts_at, starts_at + timedelta(hours=2), "UTC")
    revise_event(event, by=carla, version=event.version, told=told)
    return Event.objects.get(pk=event.pk)


def test_the_reminder_moves_with_the_event(attendance, event, carla):
    later = moved(event, carla, days=4)

    assert state() == (ReminderStatus.PENDING, later.starts_at - timedelta(days=1))


def test_a_new_lead_time_of_the_event_moves_it_too(attendance, event, carla):
    revise_event(event, by=carla, version=1, lead_minutes=30)

    assert state() == (ReminderStatus.PENDING, event.starts_at - timedelta(minutes=30))
    assert not Letter.objects.filter(kind="events.moved").exists()


def test_an_event_put_off_after_its_reminder_has_another_one(attendance, event, carla):
    send_due_reminders(now=event.starts_at - timedelta(hours=20))
    later = moved(event, carla, days=30)

    assert send_due_reminders(now=event.starts_at) == 0
    assert send_due_reminders(now=later.starts_at - timedelta(hours=20)) == 1
    assert reminders().count() == 2


def test_an_event_brought_forward_past_its_reminder_is_reminded_of_at_once(attendance, event, carla):
    moved(event, carla, days=-9, hours=-20)

    assert send_due_reminders() == 1


def test_an_event_moved_by_minutes_after_its_reminder_has_no_second_one(attendance, event, carla):
    with at(event.starts_at - timedelta(hours=20)):
        clock_tick()
        moved(event, carla, minutes=15)
        clock_tick()

    assert reminders().count() == 1


def test_a_crash_between_claim_and_letter_leaves_it_to_the_next_tick(attendance, event):
    def crash(**_):
        raise SystemExit

    pre_save.connect(crash, sender=Letter)
    try:
        with pytest.raises(SystemExit), transaction.atomic():
            send_due_reminders(now=event.starts_at - timedelta(hours=1))
    finally:
        pre_save.disconnect(crash, sender=Letter)
    assert state()[0] == ReminderStatus.PENDING
    assert not reminders().exists()

    assert send_due_reminders(now=event.starts_at - timedelta(hours=1)) == 1
    assert reminders().count() == 1


@pytest.mark.parametrize("number", [1, BATCH, BATCH + 20])
def test_any_number_is_sent_in_batches(db, number):
    event = make_event()
    crowd(event, number)

    assert send_due_reminders(now=event.starts_at - timedelta(hours=1)) == number
    assert reminders().values("recipient").distinct().count() == number


def crowd(event, number):
    """So many people with a reminder that is due an hour before the event."""
    for _ in range(number):
        attendance = Attendance.objects.create(event=event, user=make_user())
        Reminder.objects.create(attendance=attendance, due_at=event.starts_at - timedelta(hours=1))


def in_threads(*deeds):
    """Do all at once, each over its own connection; what they raise is raised here."""
    failures = []

    def run(deed):
        try:
            deed()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []


@pytest.mark.django_db(transaction=True)
def test_clocks_that_tick_at_once_remind_everybody_once(mailoutbox):
    event = make_event()
    crowd(event, 30)
    start, sent = Barrier(3), []

    def tick():
        start.wait()
        sent.append(send_due_reminders(now=event.starts_at - timedelta(minutes=30)))

    in_threads(tick, tick, tick)

    assert sum(sent) == 30
    assert reminders().count() == 30
    assert len({mail.to[0] for mail in mailoutbox}) == len(mailoutbox) == 30


@pytest.mark.django_db(transaction=True)
def test_a_clock_stopped_in_the_middle_of_its_work_takes_nothing_from_another():
    event = make_event()
    crowd(event, 3)
    holding, go_on, sent = Signal(), Signal(), []

    def pause(**_):
        holding.set()
        go_on.wait(20)

    def slow():
        pre_save.connect(pause, sender=Letter)
        sent.append(send_due_reminders(now=event.starts_at - timedelta(minutes=30)))

    def other():
        holding.wait(20)
        pre_save.disconnect(pause, sender=Letter)
        if not connection.features.has_select_for_update_skip_locked:
            go_on.set()  # it would wait for the other's transaction, which is as good
        sent.append(send_due_reminders(now=event.starts_at - timedelta(minutes=30)))
        go_on.set()

    in_threads(slow, other)

    assert sorted(sent) == [0, 3]
    assert reminders().count() == 3


@pytest.mark.django_db(transaction=True)
def test_whoever_leaves_while_the_clock_ticks_is_reminded_once_or_not_at_all():
    event = make_event()
    crowd(event, 5)
    start = Barrier(2)

    def leave():
        start.wait()
        for attendance in Attendance.objects.select_related("user", "event"):
            cancel_attendance(attendance, by=attendance.user)

    def tick():
        start.wait()
        send_due_reminders(now=event.starts_at - timedelta(minutes=30))

    in_threads(leave, tick)

    sent = Reminder.objects.filter(status=ReminderStatus.SENT).count()
    assert reminders().count() == sent
    assert not Reminder.objects.filter(status=ReminderStatus.PENDING).exists()


@pytest.mark.django_db(transaction=True)
def test_two_registrations_of_one_person_at_once_are_one():
    event, person = make_event(), make_user()
    start, outcomes = Barrier(2), []

    def register():
        from twinning.core.errors import Refused

        start.wait()
        try:
            outcomes.append(register_attendance(event, by=person))
        except Refused:
            outcomes.append(None)

    in_threads(register, register)

    assert outcomes.count(None) == 1
    assert Attendance.objects.count() == Reminder.objects.count() == 1
    assert Letter.objects.filter(kind="events.registered").count() == 1


def test_now_is_the_clock_of_the_server(attendance):
    assert send_due_reminders() == 0
    Reminder.objects.update(due_at=timezone.now())
    assert send_due_reminders() == 1
