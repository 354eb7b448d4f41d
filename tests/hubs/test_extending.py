"""A deadline moves to a later instant, and everybody who is writing hears of it once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hubs.models import Call, Extension
from hubs.operations.answers import answer_field
from hubs.operations.expressions import reopen_expression
from hubs.operations.extending import extend_call
from hubs.operations.late_entries import enter_late_entry
from hubs.operations.reminding import send_draft_reminders
from hubs.operations.restoring import restore_unfinished
from hubs.states import CallStatus, ExpressionStatus
from hubs.tasks import send_draft_reminders as tick
from tests.factories import join, make_call, make_evaluation, make_expression, make_hub, make_user
from tests.factories_calls import make_closed_call, make_late_entry
from twinning.accounts.models import Letter
from twinning.core.errors import Refused
from twinning.core.letters import put_into_words
from twinning.core.templatetags.times import moment_words
from twinning.trail.models import Trace

DAY = timedelta(days=1)


def test_extending_moves_the_deadline_says_why_and_leaves_a_trace(call, carla):
    before, after = call.closes_at, call.closes_at + 7 * DAY

    extend_call(call, closes_at=after, reason="A holiday.", reason_es="Un feriado.", by=carla)

    extension = Extension.objects.get()
    assert Call.objects.get().closes_at == call.closes_at == after
    assert (extension.before, extension.closes_at, extension.reason_es) == (before, after, "Un feriado.")
    assert Trace.objects.of(call).last().step == "extend"
    assert Call.objects.get().version == 2


def test_everybody_who_writes_a_draft_hears_of_it_once_and_nobody_else(
    call, carla, ines, ines_hub, leo_hub, olga_hub
):
    join(ines_hub, make_user("Viewer"), "viewer")
    join(olga_hub, ines, "contributor")
    make_expression(call, ines_hub, status=ExpressionStatus.DRAFT)
    make_expression(call, olga_hub, status=ExpressionStatus.DRAFT)
    make_expression(call, leo_hub)

    extend_call(call, closes_at=call.closes_at + DAY, reason="A holiday.", by=carla)
    extend_call(call, closes_at=call.closes_at + DAY, reason="A storm.", by=carla)

    letters = Letter.objects.filter(kind="hubs.call_extended")
    assert sorted(letter.recipient.name for letter in letters) == ["Ines", "Ines", "Olga", "Olga"]


def test_whose_reopening_the_deadline_cut_off_hears_of_an_extension(ines, ines_hub, carla):
    call = make_call()
    submitted = make_expression(call, ines_hub)
    reopen_expression(submitted, by=ines)
    answer_field(submitted, "motivation", "Half a sent", 1, ines)
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(minutes=2))
    restore_unfinished()
    call.refresh_from_db()

    extend_call(call, closes_at=timezone.now() + timedelta(days=2), reason="The network was down.", by=carla)

    assert Letter.objects.filter(kind="hubs.call_extended", recipient=ines).count() == 1


@pytest.mark.parametrize("days", [0, -1, -30])
def test_a_deadline_only_moves_later(call, carla, days):
    with pytest.raises(Refused) as refusal:
        extend_call(call, closes_at=call.closes_at + days * DAY, reason="Why not.", by=carla)

    assert refusal.value.field == "closes_at"
    assert not Extension.objects.exists()


def test_a_new_deadline_lies_in_the_future(carla):
    call = make_closed_call()

    with pytest.raises(Refused):
        extend_call(call, closes_at=call.closes_at + timedelta(seconds=1) / 2, reason="Late.", by=carla)


def test_a_reason_is_needed(call, carla):
    with pytest.raises(Refused) as refusal:
        extend_call(call, closes_at=call.closes_at + DAY, reason="", by=carla)

    assert refusal.value.field.startswith("reason")
    assert Call.objects.get().closes_at == call.closes_at - timedelta(0)


def test_a_call_that_has_just_closed_can_be_opened_again(carla):
    call = make_closed_call()

    extend_call(call, closes_at=timezone.now() + DAY, reason="The network was down.", by=carla)

    assert Call.objects.get().is_open


def test_a_closed_call_with_marks_stays_closed(carla, rosa, ines_hub):
    call = make_closed_call()
    make_evaluation(make_expression(call, ines_hub), rosa, marks=4)

    with pytest.raises(Refused):
        extend_call(call, closes_at=timezone.now() + DAY, reason="Late.", by=carla)


@pytest.mark.parametrize("status", sorted(set(CallStatus) - {CallStatus.PUBLISHED}))
def test_only_a_published_call_is_extended(carla, status):
    call = make_call(status=status)

    with pytest.raises(Refused):
        extend_call(call, closes_at=call.closes_at + DAY, reason="Late.", by=carla)


# Reminders


@pytest.fixture
def drafted(ines_hub):
    call = make_call(closes_at=timezone.now() + 10 * DAY)
    for days in (7, 2, 1):
        call.draft_reminders.create(days=days)
    return make_expression(call, ines_hub, status=ExpressionStatus.DRAFT)


def reminders():
    return Letter.objects.filter(kind="hubs.draft_reminder").count()


def test_drafts_are_reminded_7_2_and_1_day_before_each_once(drafted, time_machine):
    for days, letters in ((8, 0), (7, 1), (6, 1), (2, 2), (1.5, 2), (1, 3), (0.5, 3), (0, 3), (-1, 3)):
        time_machine.move_to(drafted.call.closes_at - days * DAY, tick=False)
        send_draft_reminders()
        assert send_draft_reminders() == 0
        assert reminders() == letters, days


def test_who_was_asleep_hears_the_nearest_only(drafted, time_machine):
    time_machine.move_to(drafted.call.closes_at - 1.5 * DAY, tick=False)

    assert send_draft_reminders() == 1
    assert reminders() == 1
    assert drafted.call.draft_reminders.filter(sent_for=None).count() == 1


@pytest.mark.parametrize("status", [ExpressionStatus.SUBMITTED, ExpressionStatus.WITHDRAWN])
def test_who_has_submitted_or_left_is_not_reminded(drafted, time_machine, status):
    type(drafted).objects.update(status=status)
    time_machine.move_to(drafted.call.closes_at - DAY, tick=False)

    assert send_draft_reminders() == 0
    assert reminders() == 0


def test_a_call_that_is_not_open_reminds_nobody(drafted, time_machine):
    Call.objects.update(status=CallStatus.ARCHIVED)
    time_machine.move_to(drafted.call.closes_at - DAY, tick=False)

    assert send_draft_reminders() == 0


def test_an_extension_moves_the_reminders(drafted, carla, time_machine):
    call = drafted.call
    time_machine.move_to(call.closes_at - 2 * DAY, tick=False)
    send_draft_reminders()
    extend_call(call, closes_at=call.closes_at + 10 * DAY, reason="A holiday.", by=carla)

    assert send_draft_reminders() == 0
    time_machine.move_to(call.closes_at - 7 * DAY, tick=False)
    assert send_draft_reminders() == 1
    assert reminders() == 2


def said_to(person):
    letter = Letter.objects.filter(kind="hubs.draft_reminder", recipient=person).latest("pk")
    return put_into_words(letter.kind, letter.about, language="en", time_zone="UTC", reader=person)


def test_a_reminder_names_the_hub_and_leads_to_its_draft(drafted, ines, time_machine):
    time_machine.move_to(drafted.call.closes_at - DAY, tick=False)
    send_draft_reminders()

    assert str(drafted.hub) in said_to(ines).subject
    assert drafted.get_absolute_url() in said_to(ines).text


def test_who_writes_for_two_hubs_hears_of_both_once(drafted, ines, time_machine):
    other = make_hub("Another hub", manager=ines)
    make_expression(drafted.call, other, status=ExpressionStatus.DRAFT)
    time_machine.move_to(drafted.call.closes_at - DAY, tick=False)
    send_draft_reminders()

    assert reminders() == 1
    assert f"(Another hub, {drafted.hub})" in said_to(ines).subject
    assert drafted.call.get_absolute_url() in said_to(ines).text


def test_who_was_let_in_late_is_reminded_of_their_own_deadline(
    drafted, ines, leo, leo_hub, carla, time_machine
):
    """A colleague whose draft missed the deadline hears nothing more."""
    make_expression(drafted.call, leo_hub, status=ExpressionStatus.DRAFT)
    closes_at = drafted.call.closes_at
    time_machine.move_to(closes_at + DAY, tick=False)
    until = closes_at + 4 * DAY
    _entry, code = make_late_entry(drafted.call, by=carla, hub=drafted.hub, until=until)
    enter_late_entry(drafted.call, code=code, hub=drafted.hub, by=ines)

    for days, letters in ((3, 0), (2, 1), (1.5, 1), (1, 2), (0.5, 2), (0, 2), (-1, 2)):
        time_machine.move_to(until - days * DAY, tick=False)
        send_draft_reminders()
        assert send_draft_reminders() == 0
        assert reminders() == letters, days
    assert not Letter.objects.filter(kind="hubs.draft_reminder", recipient=leo).exists()
    assert moment_words(until, "UTC") in said_to(ines).text


def test_the_clock_looks_for_due_reminders(settings, drafted, time_machine):
    assert tick.name in settings.CELERY_BEAT_SCHEDULE
    time_machine.move_to(drafted.call.closes_at - DAY, tick=False)
    tick()
    assert reminders() == 1
