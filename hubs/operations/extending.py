"""Moving a deadline to a later instant, so that everybody who is writing hears of it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import Call, Evaluation, Extension
from hubs.operations.call_texts import tell_those_with_a_draft
from hubs.operations.entitled import refuse_unless_office
from hubs.operations.sealing import seal_of_rules
from hubs.states import CallStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused, refuse_faulty_fields
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace


@transaction.atomic
def extend_call(call: Call, *, closes_at: datetime, reason: str, by: User | None, **words: Any) -> Extension:
    """Give everybody more time: later than before, and later than now.

    The reason stands on the call's page; `words` are the reason in other languages (`reason_es`, …).
    Each person with a draft gets one letter, and the reminders move along.
    """
    refuse_unless_office(by)
    stored = Call.objects.select_for_update().get(pk=call.pk)
    _refuse_to_extend(stored, closes_at)
    extension = Extension(
        call=call, before=stored.closes_at, closes_at=closes_at, reason=reason, by=by, **words
    )
    refuse_faulty_fields(extension, exclude=["call", "by"])
    call.closes_at = closes_at
    call.save(update_fields=["closes_at"])
    save_version(call, opened=stored.version)
    extension.save(force_insert=True)
    leave_trace(
        call,
        "extend",
        by=by,
        before=stored.closes_at.isoformat(),
        closes_at=closes_at.isoformat(),
        reason=reason,
        **seal_of_rules(call),
    )
    tell_those_with_a_draft(call, "hubs.call_extended", once=closes_at.isoformat(), cut_off=True)
    return extension


def _refuse_to_extend(stored: Call, closes_at: datetime) -> None:
    if stored.status != CallStatus.PUBLISHED:
        raise Refused(_("Only a published call that is not decided can be extended."))
    if closes_at <= stored.closes_at:
        raise Refused(
            _("The new deadline has to be later than the one that was announced."), field="closes_at"
        )
    if closes_at <= timezone.now():
        raise Refused(_("The new deadline has to be in the future."), field="closes_at")
    read = Evaluation.objects.submitted().filter(assignment__expression__call=stored)
    if stored.is_over and read.exists():
        raise Refused(_("The call is closed and reviewers have handed in marks: it stays closed."))
