"""One hub is let in after the deadline, by a code that works once and names who gave it and why."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from hubs.models import Call, LateEntry
from hubs.operations.expressions import start_expression, submit_expression
from hubs.operations.late_entries import cancel_late_entry, enter_late_entry, give_late_entry
from hubs.operations.opening import refuse_unless_open, refuse_unless_writable
from hubs.rules.expressions import is_open
from hubs.states import CallStatus, ExpressionStatus
from hubs.waiting.hubs import waiting_for
from tests.factories import make_call, make_expression, make_hub
from tests.factories_calls import make_clarification, make_closed_call, make_late_entry
from twinning.core.errors import Refused
from twinning.core.letters import put_into_words
from twinning.trail.models import Trace

WEEK = timedelta(days=7)


@pytest.fixture
def closed(db):
    return make_closed_call()


def test_a_code_is_told_once_and_only_its_digest_is_kept(closed, carla):
    entry, code = make_late_entry(closed, by=carla)

    assert len(code.replace("-", "")) == 16
    assert code not in str(LateEntry.objects.values().get())
    assert code.replace("-", "") not in str([trace.detail for trace in Trace.objects.of(closed)])
    assert (entry.given_by, entry.reason) == (carla, "Their network was down.")


def test_no_two_codes_are_alike(closed, carla):
    assert len({make_late_entry(closed, by=carla)[1] for _number in range(20)}) == 20


def test_a_code_lets_one_hub_apply_until_the_entrys_own_deadline(
    closed, carla, ines, ines_hub, olga_hub, time_machine
):
    entry, code = make_late_entry(closed, by=carla)

    enter_late_entry(closed, code=f" {code.lower()} ", hub=ines_hub, by=ines)

    entry.refresh_from_db()
    assert (entry.hub, entry.used_by) == (ines_hub, ines)
    assert closed.deadline_for(ines_hub) == entry.until
    expression = start_expression(closed, hub=ines_hub, by=ines)
    refuse_unless_writable(expression, "motivation")
    assert is_open(ines, closed)
    with pytest.raises(Refused):
        start_expression(closed, hub=olga_hub, by=ines)
    with pytest.raises(Refused):
        refuse_unless_open(closed)
    time_machine.move_to(entry.until, tick=False)
    with pytest.raises(Refused):
        refuse_unless_writable(expression, "motivation")
    assert not is_open(ines, closed)
    assert [trace.step for trace in Trace.objects.of(closed)] == ["give late entry", "enter late entry"]


def test_a_code_works_once(closed, carla, ines, ines_hub, olga_hub):
    _entry, code = make_late_entry(closed, by=carla)
    enter_late_entry(closed, code=code, hub=ines_hub, by=ines)

    with pytest.raises(Refused):
        enter_late_entry(closed, code=code, hub=olga_hub, by=ines)


def refused(call, code, hub, by):
    with pytest.raises(Refused) as refusal:
        enter_late_entry(call, code=code, hub=hub, by=by)
    assert not LateEntry.objects.filter(used_at__isnull=False).exists()
    return refusal.value.field


def test_a_code_of_another_call_or_hub_or_past_its_date_is_refused_alike(
    closed, carla, ines, ines_hub, olga_hub
):
    other = make_closed_call()
    _entry, code = make_late_entry(other, by=carla)
    assert refused(closed, code, ines_hub, ines) == "code"
    _entry, code = make_late_entry(closed, by=carla, hub=olga_hub)
    assert refused(closed, code, ines_hub, ines) == "code"
    entry, code = make_late_entry(closed, by=carla)
    LateEntry.objects.filter(pk=entry.pk).update(until=timezone.now())
    assert refused(closed, code, ines_hub, ines) == "code"


def test_a_cancelled_code_does_not_work_and_a_used_one_is_not_cancelled(closed, carla, ines, ines_hub):
    entry, code = make_late_entry(closed, by=carla)
    cancel_late_entry(entry, by=carla)
    refused(closed, code, ines_hub, ines)

    entry, code = make_late_entry(closed, by=carla)
    enter_late_entry(closed, code=code, hub=ines_hub, by=ines)
    with pytest.raises(Refused):
        cancel_late_entry(entry, by=carla)


def test_after_five_wrong_codes_even_the_right_one_has_to_wait(
    closed, carla, ines, ines_hub, leo, leo_hub, time_machine
):
    _entry, code = make_late_entry(closed, by=carla)
    for _number in range(5):
        refused(closed, "AAAA-BBBB-CCCC-DDDD", ines_hub, ines)

    assert refused(closed, code, ines_hub, ines) is None
    enter_late_entry(closed, code=code, hub=leo_hub, by=leo)


def test_while_the_call_is_open_a_code_is_kept_for_later(call, carla, ines, ines_hub):
    _entry, code = make_late_entry(call, by=carla, until=call.closes_at + WEEK)

    refused(call, code, ines_hub, ines)
    Call.objects.update(closes_at=timezone.now())
    call.refresh_from_db()
    enter_late_entry(call, code=code, hub=ines_hub, by=ines)


def test_a_region_without_places_is_not_let_in(closed, carla, ines):
    hub = make_hub(region="af", country="MA", manager=ines)
    _entry, code = make_late_entry(closed, by=carla)

    assert refused(closed, code, hub, ines) == "hub"
    with pytest.raises(Refused):
        make_late_entry(closed, by=carla, hub=hub)


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"until": timezone.now() - WEEK}])
def test_a_code_needs_a_reason_and_an_instant_after_the_deadline(closed, carla, wrong):
    with pytest.raises(Refused):
        make_late_entry(closed, by=carla, **wrong)


def test_a_code_of_an_open_call_lies_after_its_deadline(call, carla):
    with pytest.raises(Refused):
        give_late_entry(call, until=call.closes_at, reason="Late.", by=carla)


@pytest.mark.parametrize("status", sorted(set(CallStatus) - {CallStatus.PUBLISHED}))
def test_only_a_published_call_lets_somebody_in_late(carla, ines, ines_hub, status):
    call = make_closed_call()
    _entry, code = make_late_entry(call, by=carla)
    Call.objects.update(status=status)
    call.refresh_from_db()

    with pytest.raises(Refused):
        make_late_entry(call, by=carla)
    refused(call, code, ines_hub, ines)


# Whether a hub may still write


def test_nobody_writes_before_the_opening(ines_hub):
    call = make_call(opens_at=timezone.now() + WEEK)

    with pytest.raises(Refused, match="not opened"):
        refuse_unless_open(call, hub=ines_hub)


def test_a_submitted_application_is_written_only_where_the_office_asks(submitted, carla):
    with pytest.raises(Refused):
        refuse_unless_writable(submitted, "motivation")
    asked = make_clarification(submitted, by=carla)

    assert refuse_unless_writable(submitted, "motivation") == asked
    with pytest.raises(Refused):
        refuse_unless_writable(submitted, "offers")


@pytest.mark.parametrize("closing", [{"answered_at": timezone.now()}, {"due_at": timezone.now()}])
def test_an_answered_or_overdue_question_opens_nothing(submitted, carla, closing):
    make_clarification(submitted, by=carla, **closing)

    with pytest.raises(Refused):
        refuse_unless_writable(submitted, "motivation")


@pytest.mark.parametrize(
    "status", sorted(set(ExpressionStatus) - {ExpressionStatus.DRAFT, ExpressionStatus.SUBMITTED})
)
def test_what_is_decided_or_withdrawn_is_written_no_more(call, ines_hub, status):
    with pytest.raises(Refused):
        refuse_unless_writable(make_expression(call, ines_hub, status=status), "motivation")


def test_an_open_draft_is_written_freely(draft):
    assert refuse_unless_writable(draft, "anything") is None


def test_whoever_was_let_in_late_is_told_their_own_deadline_everywhere(
    closed, carla, ines, ines_hub, as_user
):
    entry, code = make_late_entry(closed, by=carla)
    enter_late_entry(closed, code=code, hub=ines_hub, by=ines)
    expression = make_expression(closed, ines_hub, status=ExpressionStatus.DRAFT)

    [waits] = waiting_for(ines)
    [row] = as_user(ines).get("/expressions/").context["rows"]
    submission = submit_expression(expression, by=ines)
    letter = put_into_words(
        "hubs.submission_received", submission.pk, language="en", time_zone="UTC", reader=ines
    )
    receipt = as_user(ines).get(submission.get_absolute_url())

    assert (waits.due_at, row["closes_at"]) == (entry.until, entry.until)
    assert date_format(entry.until, "j F Y") in letter.text
    assert date_format(closed.closes_at, "j F Y") not in letter.text.partition("Until")[2]
    there = timezone.localtime(entry.until, ZoneInfo(closed.time_zone))
    assert date_format(there, "j F Y, H:i") in receipt.text
