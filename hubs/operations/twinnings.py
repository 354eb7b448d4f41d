"""Ending a twinning."""

from django.db import transaction
from django.utils import timezone

from hubs.models import PairingPartner, Twinning
from hubs.operations.published_boards import hold_published, part_on_board
from hubs.people import people_of
from hubs.signals import twinning_ended
from hubs.states import TWINNING
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.trail.operations import leave_trace


@transaction.atomic
def end_twinning(twinning: Twinning, *, reason: str, by: User) -> None:
    """End it, free its hubs for others, on the board too, and tell everybody in them."""
    hold_published(twinning.call_id)
    TWINNING.take(twinning, "end", ended_at=timezone.now())
    PairingPartner.objects.filter(pairing=twinning.pairing_id).update(holds=False)
    leave_trace(twinning, "end", by=by, reason=reason)
    part_on_board(twinning.pairing, reason=reason, by=by)
    twinning_ended.send(Twinning, twinning=twinning, by=by)
    for person in people_of(twinning.partners.values("hub")):
        write_letter("hubs.twinning_ended", to=person, about=twinning.pk)
