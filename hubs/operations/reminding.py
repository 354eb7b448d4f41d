"""Reminding hubs of what is begun and not handed in: applications, and answers to the office."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hubs.models import Call, Clarification, DraftReminder, Expression, LateEntry
from hubs.operations.call_texts import tell_those_with_a_draft
from hubs.people import writers_of
from hubs.states import CallStatus, ExpressionStatus
from twinning.accounts.models import Letter
from twinning.accounts.operations.letters import reference_of, write_letter

DAY = timedelta(days=1)


def send_draft_reminders(*, now: datetime | None = None) -> int:
    """Write the reminders that are due, and say how many letters; for the clock.

    Of several that are due for a call only the nearest to its deadline is written: who hears "two
    days" today need not hear "seven days" as well. When a deadline moves, all are due anew. Who was let
    in late is reminded of their own deadline.
    """
    now = now or timezone.now()
    calls = Call.objects.open().prefetch_related("draft_reminders")
    late = LateEntry.objects.holding().filter(call__status=CallStatus.PUBLISHED, call__closes_at__lte=now)
    number = sum(_remind(call, now) for call in calls)
    return number + sum(_remind_late(entry, now) for entry in late.select_related("call"))


@transaction.atomic
def _remind(call: Call, now: datetime) -> int:
    """Any number of clocks may do this at once: the row is claimed by an update of its own."""
    due = [reminder for reminder in call.draft_reminders.all() if _is_due(reminder, call, now)]
    if not due:
        return 0
    nearest = min(due, key=lambda reminder: reminder.days)
    claimed = [reminder for reminder in due if _claim(reminder, call)]
    if nearest not in claimed:
        return 0
    once = f"{nearest.days}:{call.closes_at.isoformat()}"
    return tell_those_with_a_draft(call, "hubs.draft_reminder", once=once)


def _is_due(reminder: DraftReminder, call: Call, now: datetime) -> bool:
    return reminder.sent_for != call.closes_at and call.closes_at - timedelta(days=reminder.days) <= now


def _claim(reminder: DraftReminder, call: Call) -> bool:
    """Only while the deadline is the one that was read: an extension in between makes it due later."""
    waiting = DraftReminder.objects.filter(pk=reminder.pk, call__closes_at=call.closes_at)
    return bool(waiting.exclude(sent_for=call.closes_at).update(sent_for=call.closes_at))


def _remind_late(entry: LateEntry, now: datetime) -> int:
    """Only of what comes near after they were let in; a letter that is written is not written again."""
    all_days = entry.call.draft_reminders.values_list("days", flat=True)
    since = entry.used_at or entry.given_at
    due = [days for days in all_days if since <= entry.until - days * DAY <= now]
    if not due:
        return 0
    draft = Expression.objects.filter(call=entry.call, hub=entry.hub, status=ExpressionStatus.DRAFT).first()
    kind, about, once = "hubs.draft_reminder", entry.call_id, f"{min(due)}:{entry.until.isoformat()}"
    people = writers_of(draft) if draft else []
    writers = {reference_of(kind, to=person, about=about, once=once): person for person in people}
    told = Letter.objects.filter(reference__in=writers).values_list("reference", flat=True)
    untold = writers.keys() - set(told)
    for reference in untold:
        write_letter(kind, to=writers[reference], about=about, once=once)
    return len(untold)


def send_clarification_reminders(*, now: datetime | None = None) -> int:
    """Remind those who write for a hub of a question that waits for its answer, once, a day before its
    time is over, or when a third is left of a shorter one; how many letters. For the clock.
    """
    now = now or timezone.now()
    number = 0
    racing = Expression.objects.in_race().values("pk")
    soon = Clarification.objects.open().filter(expression__in=racing, due_at__lte=now + DAY)
    for asked in soon.select_related("expression"):
        if asked.due_at - now <= min(DAY, (asked.due_at - asked.asked_at) / 3):
            number += _remind_of_question(asked)
    return number


def _remind_of_question(asked: Clarification) -> int:
    """The letter itself is the row that says that it was written."""
    before = Letter.objects.filter(kind="hubs.clarification_reminder", about=asked.pk)
    if before.exists():
        return 0
    writers = list(writers_of(asked.expression))
    for person in writers:
        write_letter("hubs.clarification_reminder", to=person, about=asked.pk)
    return len(writers)
