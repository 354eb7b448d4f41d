"""Bringing selected hubs together: proposed to them by letter, formed when all accept, or given up."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import (
    Call,
    Expression,
    Pairing,
    PairingPartner,
    PairingRules,
    Partner,
    Programme,
    Scenario,
    Twinning,
)
from hubs.operations.published_boards import hold_published, part_on_board
from hubs.operations.telling_partners import ask_partners, tell_of_the_end, tell_of_the_twinning
from hubs.people import officers_of
from hubs.problem.fits import fit_of
from hubs.signals import twinning_formed
from hubs.states import PAIRING, CallStatus, ExpressionStatus, PartnerAnswer
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace

LAST_MINUTE = time(23, 59)


@transaction.atomic
def propose_pairing(
    call: Call, *, expressions: Sequence[Expression], scenario: Scenario | None = None, by: User
) -> Pairing:
    """Propose to twin selected hubs of different regions, noting how well they fit and why.

    The managers of each hub are asked by letter, and have as many days as the call's rules say.
    """
    if call.status != CallStatus.RELEASED:
        raise Refused(_("Release the decisions of this call first."))
    chosen = hold_expressions(one.pk for one in expressions)
    _refuse_unless_partners(call, chosen)
    fit, parts = fit_of(chosen)
    pairing = Pairing.objects.create(
        call=call,
        scenario=scenario,
        fit=fit,
        parts=parts,
        proposed_by=by,
        proposed_at=timezone.now(),
        answer_by=answer_by(call),
    )
    _hold(pairing, chosen, PairingRules.objects.for_call(call).capacity)
    leave_trace(pairing, "propose", by=by, expressions=[one.pk for one in chosen], fit=str(fit))
    ask_partners(pairing)
    return pairing


def hold_expressions(chosen: Iterable[int]) -> list[Expression]:
    """As stored now, and so until the end of the transaction: none of them withdraws in between.

    Whoever changes a pairing and its partners locks its expressions first, then it, then them.
    """
    rows = Expression.objects.select_for_update(of=("self",)).filter(pk__in=list(chosen))
    return list(rows.select_related("hub").order_by("hub__region__position", "pk"))


def _refuse_unless_partners(call: Call, expressions: Sequence[Expression]) -> None:
    wanted = Programme.current().partners
    if len({one.pk for one in expressions}) != wanted:
        raise Refused(_("A twinning has %(number)d partners.") % {"number": wanted})
    if len({one.hub.region_id for one in expressions}) != wanted:
        raise Refused(_("The partners of a twinning come from different regions."))
    for one in expressions:
        if one.call_id != call.pk or one.status != ExpressionStatus.SELECTED:
            raise Refused(_("%(hub)s is not selected in this call.") % {"hub": one.hub})


def answer_by(call: Call) -> datetime:
    """Until when hubs would have to answer that were asked now: the end of a day, as many days from now
    as the call's rules say, where its deadlines are spoken of.
    """
    clock, days = ZoneInfo(call.time_zone), PairingRules.objects.for_call(call).answer_days
    day = timezone.localtime(timezone.now(), clock).date() + timedelta(days=days)
    return datetime.combine(day, LAST_MINUTE, tzinfo=clock)


def _hold(pairing: Pairing, expressions: Sequence[Expression], capacity: int) -> None:
    """The database lets an expression stand in each of its slots once, whoever asks at the same time."""
    try:
        with transaction.atomic():
            PairingPartner.objects.bulk_create(
                PairingPartner(pairing=pairing, expression=one, slot=_free_slot(one, capacity))
                for one in expressions
            )
    except IntegrityError as taken:
        raise Refused(_("One of these hubs is in another pairing already.")) from taken
    together = Pairing.objects.exclude(pk=pairing.pk)
    for one in expressions:
        together = together.filter(partners__in=one.pairing_partners.filter(holds=True))
    if together.exists():
        raise Refused(_("These hubs are in a pairing together already."))


def _free_slot(expression: Expression, capacity: int) -> int:
    taken = set(expression.pairing_partners.filter(holds=True).values_list("slot", flat=True))
    if len(taken) < capacity:
        return next(slot for slot in count() if slot not in taken)
    if capacity == 1:
        raise Refused(_("%(hub)s is in another pairing already.") % {"hub": expression.hub})
    sentence = _("%(hub)s is in %(number)d pairings already, as many as this call allows.")
    raise Refused(sentence % {"hub": expression.hub, "number": len(taken)})


@transaction.atomic
def confirm_pairing(pairing: Pairing, *, by: User) -> Twinning:
    """All have accepted: form the twinning, and tell everybody in its hubs and the office."""
    expressions = hold_expressions(pairing.partners.values_list("expression", flat=True))
    _refuse_unless_partners(pairing.call, expressions)
    if pairing.partners.exclude(status=PartnerAnswer.ACCEPTED).exists():
        raise Refused(_("A twinning is formed when all its hubs have accepted."))
    PAIRING.take(pairing, "confirm")
    twinning = Twinning.objects.create(call=pairing.call, pairing=pairing, formed_at=timezone.now())
    Partner.objects.bulk_create(Partner(twinning=twinning, hub=one.hub) for one in expressions)
    leave_trace(pairing, "confirm", by=by, twinning=twinning.pk)
    leave_trace(twinning, "form", by=by)
    twinning_formed.send(Twinning, twinning=twinning, by=by)
    tell_of_the_twinning(twinning)
    return twinning


@transaction.atomic
def drop_pairing(pairing: Pairing, *, reason: str, by: User) -> None:
    """Give the pairing up: its hubs are free for others, on the board too, and those asked are told."""
    hold_published(pairing.call_id)
    _drop(pairing, reason, by)
    tell_of_the_end(pairing, pairing.partners.all())


def drop_pairing_of_withdrawn(expression: Expression, *, by: User) -> None:
    """What was only proposed falls with the hub that leaves: its partners are free, the office is told."""
    theirs = PairingPartner.objects.filter(expression=expression, holds=True)
    for pairing in Pairing.objects.standing().filter(pk__in=theirs.values("pairing")):
        _drop(pairing, _("%(hub)s has withdrawn.") % {"hub": expression.hub}, by)
        tell_of_the_end(pairing, pairing.partners.exclude(expression=expression))
        for officer in officers_of(pairing):
            write_letter("hubs.pairing_dropped", to=officer, about=pairing.pk)


def _drop(pairing: Pairing, reason: str, by: User) -> None:
    PAIRING.take(pairing, "drop")
    pairing.partners.update(holds=False)
    leave_trace(pairing, "drop", by=by, reason=reason)
    part_on_board(pairing, reason=reason, by=by)
