"""What the events of another programme would have differently."""

from typing import Any

from django.db import transaction

from events.models import EventKind, ReminderLead
from twinning.accounts.models import User
from twinning.core.importing import Outcome
from twinning.trail.rows import settle


@transaction.atomic
def settle_event_kind(code: str, *, by: User | None, **words: Any) -> Outcome:
    """Name a kind of event."""
    return settle(EventKind, {"code": code}, words, by=by)


@transaction.atomic
def settle_reminder_lead(kind: str, *, by: User | None, minutes: int) -> Outcome:
    """Remind people so long before an event of the kind; with no kind, before all others."""
    of_kind = EventKind.objects.get(code=kind) if kind else None
    return settle(ReminderLead, {"kind": of_kind}, {"minutes": minutes}, by=by)
