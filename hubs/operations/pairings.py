"""Bringing selected hubs together: proposed, confirmed as a twinning, or dropped."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hubs.fitting import fit_between, stored_parts
from hubs.models import Call, Expression, Pairing, PairingPartner, Partner, Programme, Twinning
from hubs.people import people_of
from hubs.signals import twinning_formed
from hubs.states import PAIRING, CallStatus, ExpressionStatus, PairingStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def propose_pairing(call: Call, *, expressions: Sequence[Expression], by: User) -> Pairing:
    """Propose to twin selected hubs of different regions, noting how well they fit and why."""
    if call.status != CallStatus.RELEASED:
        raise Refused(_("Release the decisions of this call first."))
    chosen = _locked(one.pk for one in expressions)
    _refuse_unless_partners(call, chosen)
    found = fit_between(chosen)
    pairing = Pairing.objects.create(call=call, fit=found.score, parts=stored_parts(found), proposed_by=by)
    _hold(pairing, chosen)
    leave_trace(pairing, "propose", by=by, expressions=[one.pk for one in chosen], fit=str(found.score))
    return pairing


def _locked(chosen: Iterable[int]) -> list[Expression]:
    """As stored now, and so until the pairing is: none of them withdraws in between."""
    rows = Expression.objects.select_for_update(of=("self",)).filter(pk__in=chosen)
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


def _hold(pairing: Pairing, expressions: Sequence[Expression]) -> None:
    """The database lets an expression stand in one pairing only, whoever asks at the same time."""
    try:
        with transaction.atomic():
            PairingPartner.objects.bulk_create(
                PairingPartner(pairing=pairing, expression=one) for one in expressions
            )
    except IntegrityError as taken:
        raise Refused(_("One of these hubs is in another pairing already.")) from taken


@transaction.atomic
def confirm_pairing(pairing: Pairing, *, by: User) -> Twinning:
    """Form the twinning, and tell everybody in its hubs."""
    expressions = _locked(pairing.partners.values_list("expression", flat=True))
    _refuse_unless_partners(pairing.call, expressions)
    PAIRING.take(pairing, "confirm")
    twinning = Twinning.objects.create(call=pairing.call, pairing=pairing)
    Partner.objects.bulk_create(Partner(twinning=twinning, hub=one.hub) for one in expressions)
    leave_trace(pairing, "confirm", by=by, twinning=twinning.pk)
    leave_trace(twinning, "form", by=by)
    twinning_formed.send(Twinning, twinning=twinning, by=by)
    for person in people_of([one.hub_id for one in expressions]):
        write_letter("hubs.twinning_formed", to=person, about=twinning.pk)
    return twinning


@transaction.atomic
def drop_pairing(pairing: Pairing, *, reason: str, by: User) -> None:
    """Give the pairing up: its hubs are free for others."""
    PAIRING.take(pairing, "drop")
    pairing.partners.update(holds=False)
    leave_trace(pairing, "drop", by=by, reason=reason)


def drop_pairing_of_withdrawn(expression: Expression, *, by: User) -> None:
    """What was only proposed falls with the hub that leaves: its partners are free, the office is told."""
    standing = Pairing.objects.filter(partners__expression=expression, partners__holds=True)
    for pairing in standing.filter(status=PairingStatus.PROPOSED):
        drop_pairing(pairing, reason=_("%(hub)s has withdrawn.") % {"hub": expression.hub}, by=by)
        for officer in User.objects.office():
            write_letter("hubs.pairing_dropped", to=officer, about=pairing.pk)
