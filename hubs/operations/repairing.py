"""Carrying out what a withdrawal drill found, when a selected hub has really left."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hubs.drill.situation_rows import situation_of
from hubs.models import Call, Expression, Pairing, PairingPartner, Repair
from hubs.operations.conflicts import refuse_conflicted
from hubs.operations.drilling import renew_drill
from hubs.operations.pairings import drop_pairing, propose_pairing
from hubs.operations.published_boards import hold_published
from hubs.operations.reckoning import concerned_by
from hubs.operations.replacing import replace_expression
from hubs.operations.twinnings import end_twinning
from hubs.states import ExpressionStatus, PairingStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def carry_out_repair(repair: Repair, *, way: int, reason: str = "", by: User) -> None:
    """Give the free place, part the pairs that break, and propose the new ones; all of it or nothing.

    Refused while the hub is still selected, and when anything that the repair depends on has changed.
    `reason` is why somebody in the reserve is passed over.
    """
    call = Call.objects.select_for_update().get(pk=repair.drill.call_id)
    hold_published(call.pk)
    gone = (
        Expression.objects.select_for_update(of=("self",)).select_related("hub").get(pk=repair.expression_id)
    )
    if gone.status != ExpressionStatus.WITHDRAWN:
        raise Refused(_("%(hub)s is still selected: this is a drill.") % {"hub": gone.hub})
    _refuse_changed(repair, call, gone)
    chosen = repair.ways[way] if way in range(len(repair.ways)) else None
    if chosen is None:
        raise Refused(_("Choose one of the ways."))
    expressions = _concerned(chosen)
    for one in (gone, *expressions.values()):
        refuse_conflicted(one, by)
    _part(chosen["broken"], gone, by=by)
    if chosen["joins"]:
        replace_expression(expressions[chosen["joins"]], left=gone, reason=reason, by=by)
    for pair in chosen["made"]:
        propose_pairing(call, expressions=[expressions[key] for key in pair], by=by)
    leave_trace(
        gone, "carry_out_repair", by=by, **{name: chosen[name] for name in ("joins", "broken", "made")}
    )
    repair.delete()
    renew_drill(repair.drill)


def _refuse_changed(repair: Repair, call: Call, gone: Expression) -> None:
    situation = situation_of(call)
    if situation is None or situation.without(str(gone.pk)).key != repair.key:
        raise Refused(
            _(
                "The selection, the reserve, the pairs or what counts for them have changed since this was "
                "reckoned. It is reckoned anew: look again in a minute."
            )
        )
    if hasattr(gone, "replaced_by"):
        raise Refused(_("The place of %(hub)s is taken.") % {"hub": gone.hub})


def _concerned(chosen: dict[str, Any]) -> dict[str, Expression]:
    rows = Expression.objects.filter(pk__in=concerned_by([chosen])).select_related("hub", "call")
    return {str(one.pk): one for one in rows}


def _part(pairs: Sequence[Sequence[str]], gone: Expression, *, by: User) -> None:
    """What was only proposed is dropped; a twinning that runs is ended, and everybody in it told."""
    reason = _("%(hub)s has withdrawn, and this keeps the most pairs.") % {"hub": gone.hub}
    for pair in pairs:
        pairing = _standing(pair)
        if pairing.status == PairingStatus.CONFIRMED:
            end_twinning(pairing.twinning, reason=reason, by=by)
        else:
            drop_pairing(pairing, reason=reason, by=by)


def _standing(pair: Sequence[str]) -> Pairing:
    here, there = map(int, pair)
    holding = PairingPartner.objects.filter(holds=True, expression=here).values("pairing")
    return Pairing.objects.get(pk__in=holding, partners__expression=there, partners__holds=True)
