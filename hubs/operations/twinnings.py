"""Ending a twinning."""

from django.db import transaction
from django.utils import timezone

from hubs.models import PairingPartner, Twinning
from hubs.people import people_of
from hubs.signals import twinning_ended
from hubs.states import TWINNING
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.trail.operations import leave_trace


@transaction.atomic
def end_twinning(twinning: Twinning, *, reason: str, by: User) -> None:
    """End it, free its hubs for others, and tell everybody in them."""
    TWINNING.take(twinning, "end", ended_at=timezone.now())
    PairingPartner.objects.filter(pairing=twinning.pairing_id).update(holds=False)
    leave_trace(twinning, "end", by=by, reason=reason)
    twinning_ended.send(Twinning, twinning=twinning, by=by)
    for person in people_of(twinning.partners.values("hub")):
        write_letter("hubs.twinning_ended", to=person, about=twinning.pk)
