"""Letting one hub in after the deadline, by a code that works once and names who gave it and why."""

import hashlib
import secrets
from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import Call, Hub, LateEntry
from hubs.operations.entitled import refuse_unless_office, refuse_unless_writer
from hubs.states import CallStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused, refuse_faulty_fields
from twinning.trail.operations import leave_trace

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read for another
LENGTH, GROUP = 16, 4
TRIES, PAUSE = 5, 15 * 60  # wrong codes of one person, and seconds until they may try again


@transaction.atomic
def give_late_entry(
    call: Call, *, until: datetime, reason: str, hub: Hub | None = None, by: User
) -> tuple[LateEntry, str]:
    """Make a code, for one hub or for whoever has it. It is told this once: only its digest is kept."""
    refuse_unless_office(by)
    if call.status != CallStatus.PUBLISHED:
        raise Refused(_("Only a published call that is not decided lets somebody in late."))
    if until <= max(call.closes_at, timezone.now()):
        raise Refused(_("Choose an instant in the future and after the deadline."), field="until")
    if hub is not None:
        _refuse_without_places(call, hub)
    code = "".join(secrets.choice(SIGNS) for _number in range(LENGTH))
    entry = LateEntry(
        call=call, code_digest=_digest(call, code), hub=hub, until=until, reason=reason, given_by=by
    )
    refuse_faulty_fields(entry, exclude=["call", "hub", "given_by", "used_by", "used_at", "cancelled_at"])
    entry.save(force_insert=True)
    leave_trace(call, "give late entry", by=by, entry=entry.pk, hub=hub.pk if hub else None, reason=reason)
    return entry, "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def enter_late_entry(call: Call, *, code: str, hub: Hub, by: User) -> LateEntry:
    """Use the code for the hub, which may then apply and submit until the entry's own deadline.

    Wrong codes are counted outside the transaction, so that no refusal takes the count back.
    """
    refuse_unless_writer(hub.pk, by)
    _refuse_guessing(by)
    entry = LateEntry.objects.unused().filter(call=call, code_digest=_digest(call, code)).first()
    if entry is None or entry.hub_id not in (None, hub.pk):
        _count_wrong(by)
        raise Refused(
            _("This code is not valid: it may be mistyped, used already, past its date, or for another hub."),
            field="code",
        )
    if not call.is_over:
        raise Refused(_("The call is still open: your hub needs no code. Keep it."))
    if call.status != CallStatus.PUBLISHED:
        raise Refused(_("This call is decided."))
    _refuse_without_places(call, hub)
    return _use(entry, hub, by)


@transaction.atomic
def _use(entry: LateEntry, hub: Hub, by: User) -> LateEntry:
    now = timezone.now()
    if not LateEntry.objects.unused().filter(pk=entry.pk).update(hub=hub, used_by=by, used_at=now):
        raise Refused(_("This code has just been used."), field="code")
    entry.refresh_from_db()
    leave_trace(entry.call, "enter late entry", by=by, entry=entry.pk, hub=hub.pk)
    return entry


@transaction.atomic
def cancel_late_entry(entry: LateEntry, *, by: User) -> None:
    """Take a code back that nobody has used."""
    refuse_unless_office(by)
    if not LateEntry.objects.unused().filter(pk=entry.pk).update(cancelled_at=timezone.now()):
        raise Refused(_("This code is used, cancelled or past its date already."))
    entry.refresh_from_db()
    leave_trace(entry.call, "cancel late entry", by=by, entry=entry.pk)


def _digest(call: Call, code: str) -> str:
    """Of the code as it is meant, however it was typed; a code of one call is none of another."""
    typed = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(f"{call.pk}:{typed}".encode()).hexdigest()


def _key(by: User) -> str:
    return f"late-entry-tries:{by.pk}"


def _refuse_guessing(by: User) -> None:
    if cache.get(_key(by), 0) >= TRIES:
        raise Refused(_("Too many wrong codes. Please wait a quarter of an hour, or write to the office."))


def _count_wrong(by: User) -> None:
    """The pause begins with the first wrong code."""
    if not cache.add(_key(by), 1, PAUSE):
        try:
            cache.incr(_key(by))
        except ValueError:  # it has just run out
            cache.set(_key(by), 1, PAUSE)


def _refuse_without_places(call: Call, hub: Hub) -> None:
    if not call.places.filter(region=hub.region_id, number__gt=0).exists():
        raise Refused(_("This call has no places for hubs of your region."), field="hub")
