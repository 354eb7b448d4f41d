"""What the page of a proposed pairing shows to a hub: its partners, why, until when, and how it stands."""

from typing import Any

from django.utils.translation import gettext as _

from hubs.cards import card_of
from hubs.models import Hub, Pairing, PairingPartner, Programme
from hubs.models.paper import explained_to
from hubs.people import managers_of
from hubs.reasons.told import reasons_for_hubs
from hubs.states import ExpressionStatus, PairingStatus, PartnerAnswer


def proposal(pairing: Pairing, user: Any) -> dict[str, Any]:
    """Nothing of marks, ranks and other hubs, nor of what the partners answer before all have."""
    rows = pairing.partners.select_related("expression__hub__region", "answered_by")
    partners = list(rows.prefetch_related("expression__hub__technology_areas"))
    own = set(pairing.partners.of(user).values_list("pk", flat=True))
    mine = [one for one in partners if one.pk in own]
    theirs = [one for one in partners if one not in mine]
    seen = set(Hub.objects.visible_to(user).values_list("pk", flat=True).filter(
        pk__in=[one.expression.hub_id for one in partners]
    ))  # fmt: skip
    return {
        "pairing": pairing,
        "call": pairing.call,
        "title": _title(mine, theirs),
        "partners": [_drawn(one.expression.hub, seen) for one in partners],
        "theirs": [_drawn(one.expression.hub, seen) for one in theirs],
        "states": [_state(pairing, one) for one in mine],
        "reasons": reasons_for_hubs(pairing),
        "has_sheet": explained_to(user).filter(pk=pairing.pk).exists(),
        "is_open": pairing.status == PairingStatus.PROPOSED and pairing.is_in_time,
        "twinning": getattr(pairing, "twinning", None),
        "contact": Programme.current().contact_email,
    }


def _title(mine: list[PairingPartner], theirs: list[PairingPartner]) -> str:
    names = [str(one.expression.hub) for one in (theirs if mine else [*mine, *theirs])]
    return " + ".join(names)


def _drawn(hub: Hub, seen: set[int]) -> dict[str, Any]:
    areas = sorted(area.name for area in hub.technology_areas.all())
    return card_of(hub, hub.pk in seen) | {"areas": areas}


def _state(pairing: Pairing, partner: PairingPartner) -> dict[str, Any]:
    """How it stands for one of the reader's hubs: a sentence and its tone."""
    tone, words = _said(pairing, partner)
    waits = pairing.status == PairingStatus.PROPOSED and partner.status == PartnerAnswer.ASKED
    return {
        "hub": partner.expression.hub,
        "tone": tone,
        "words": words,
        "waits": waits and pairing.is_in_time,
        "managers": [str(one) for one in managers_of(partner.expression.hub_id)] if waits else [],
        "answer": partner if partner.answered_at else None,
    }


def _said(pairing: Pairing, partner: PairingPartner) -> tuple[str, str]:
    if pairing.status in (PairingStatus.PROPOSED, PairingStatus.LAPSED):
        return _said_while_it_stands(pairing, partner)
    if pairing.status == PairingStatus.CONFIRMED:
        return "good", _("The twinning is formed.")
    if partner.status == PartnerAnswer.REFUSED:
        return "info", _("Your hub has refused. The reason stays in the office.")
    if partner.expression.status != ExpressionStatus.SELECTED:
        return "info", _("This pairing has ended.")
    return "info", _(
        "This pairing does not come about. It says nothing about your hub, which stays selected: the "
        "office looks for another partner for it. You need not do anything."
    )


def _said_while_it_stands(pairing: Pairing, partner: PairingPartner) -> tuple[str, str]:
    if partner.status == PartnerAnswer.ACCEPTED:
        return "good", _(
            "Your hub has accepted. The twinning is formed as soon as all partners have, and we write to you."
        )
    if pairing.is_in_time:
        return "warn", _("Your hub has not answered yet.")
    return "warn", _(
        "The time to answer is over, and the office decides how to go on. "
        "Write to it if you still want to answer."
    )
