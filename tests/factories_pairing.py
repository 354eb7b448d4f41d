"""Proposed pairings for tests, and the answers of their hubs."""

from hubs.models import Call, Hub, Membership, Pairing, Twinning
from hubs.operations.answering_pairings import accept_pairing
from hubs.operations.pairings import propose_pairing
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import join, make_call, make_expression, make_user
from twinning.accounts.models import User


def make_proposal(*hubs: Hub, by: User, call: Call | None = None) -> Pairing:
    """Selected hubs that have been asked."""
    call = call or make_call(status=CallStatus.RELEASED)
    chosen = [make_expression(call, hub, status=ExpressionStatus.SELECTED) for hub in hubs]
    return propose_pairing(call, expressions=chosen, by=by)


def speaker_of(hub: Hub) -> User:
    """A manager of the hub; one is made if it has none."""
    place = Membership.objects.filter(hub=hub, role="manager").select_related("user").first()
    return place.user if place else join(hub, make_user()).user


def accept_all(pairing: Pairing) -> Twinning:
    """Each hub that has not answered accepts by one of its managers."""
    twinning = None
    for partner in pairing.partners.filter(status="asked").select_related("expression__hub"):
        twinning = accept_pairing(partner, by=speaker_of(partner.expression.hub))
    assert twinning is not None
    return twinning
