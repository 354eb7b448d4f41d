"""How long hubs have to answer a proposal: reminded before, told of more time, and the office at the end."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Pairing, PairingPartner, PairingRules
from hubs.operations.telling_partners import ask_partners, tell_managers, tell_of_more_time
from hubs.people import officers_of
from hubs.states import PAIRING, PairingStatus, PartnerAnswer
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def extend_pairing(pairing: Pairing, *, answer_by: datetime, by: User) -> None:
    """Give the hubs more time, and tell all of them; hubs that nobody has asked are asked."""
    stored = Pairing.objects.select_for_update(of=("self",)).get(pk=pairing.pk)
    if answer_by <= timezone.now():
        raise Refused(_("The new limit has to be in the future."), field="answer_by")
    if stored.answer_by and answer_by <= stored.answer_by:
        raise Refused(_("The new limit has to be later than the one that was told."), field="answer_by")
    PAIRING.take(pairing, "extend", answer_by=answer_by)
    before = stored.answer_by and stored.answer_by.isoformat()
    leave_trace(pairing, "extend", by=by, before=before, answer_by=answer_by.isoformat())
    tell_of_more_time(pairing)
    ask_partners(pairing)


def remind_partners(*, now: datetime | None = None) -> int:
    """Write the reminders that are due, and say how many letters; for the clock.

    Of several that are due at once a hub hears one. What lies before it was asked, or told of more
    time, is not due.
    """
    now = now or timezone.now()
    asked = PairingPartner.objects.filter(
        status=PartnerAnswer.ASKED, pairing__status=PairingStatus.PROPOSED, pairing__answer_by__gt=now
    )
    rules: dict[int, PairingRules] = {}
    letters = 0
    for partner in asked.select_related("pairing__call", "expression"):
        call = partner.pairing.call
        if call.pk not in rules:
            rules[call.pk] = PairingRules.objects.for_call(call)
        if _is_due(partner, rules[call.pk].reminder_days, now):
            letters += _remind(partner, now)
    return letters


def _is_due(partner: PairingPartner, days: list[int], now: datetime) -> bool:
    limit, told_at = partner.pairing.answer_by, partner.told_at
    if limit is None or told_at is None:
        return False
    return any(told_at < limit - timedelta(days=number) <= now for number in days)


@transaction.atomic
def _remind(partner: PairingPartner, now: datetime) -> int:
    """Any number of clocks may do this at once: the row is claimed by an update of its own."""
    limit = partner.pairing.answer_by
    waiting = PairingPartner.objects.filter(
        pk=partner.pk, status=PartnerAnswer.ASKED, told_at=partner.told_at, pairing__answer_by=limit
    )
    if not waiting.update(told_at=now):
        return 0
    return tell_managers("hubs.pairing_reminder", [partner], once=now.isoformat())


def lapse_pairings(*, now: datetime | None = None) -> int:
    """Tell the office once of each that was not answered in time, and say how many; for the clock."""
    now = now or timezone.now()
    over = Pairing.objects.filter(status=PairingStatus.PROPOSED, answer_by__lte=now)
    return sum(lapse_pairing(pairing, now=now) for pairing in over)


@transaction.atomic
def lapse_pairing(pairing: Pairing, *, now: datetime) -> bool:
    """The time is over: the office gives more, or gives it up. False when an answer was faster."""
    stored = Pairing.objects.filter(pk=pairing.pk, answer_by__lte=now)
    if not PAIRING.take_all(stored, "lapse"):
        return False
    leave_trace(pairing, "lapse", by=None)
    for officer in officers_of(pairing):
        write_letter("hubs.pairing_lapsed", to=officer, about=pairing.pk, once=str(pairing.answer_by))
    return True
