"""What the hubs of a pairing are told: that they are asked, how long they have, and how it ended."""

from collections.abc import Iterable

from django.utils import timezone

from hubs.models import Pairing, PairingPartner, Twinning
from hubs.people import managers_of, officers_of, people_of
from hubs.states import PARTNER_ANSWER, PartnerAnswer
from twinning.accounts.operations.letters import write_letter


def ask_partners(pairing: Pairing) -> None:
    """Ask each hub that has not been asked: its managers answer."""
    waiting = list(pairing.partners.filter(status=PartnerAnswer.WAITING).select_related("expression"))
    PARTNER_ANSWER.take_all(pairing.partners.all(), "ask", told_at=timezone.now())
    tell_managers("hubs.pairing_proposed", waiting)


def tell_of_more_time(pairing: Pairing) -> None:
    """Those who have accepted hear as well how long the others have now."""
    asked = list(pairing.partners.exclude(status=PartnerAnswer.WAITING).select_related("expression"))
    pairing.partners.exclude(status=PartnerAnswer.WAITING).update(told_at=timezone.now())
    tell_managers("hubs.pairing_extended", asked, once=str(pairing.answer_by))


def tell_of_the_end(pairing: Pairing, partners: Iterable[PairingPartner]) -> None:
    """It does not come about: whoever was asked hears so, and nobody hears why."""
    asked = [one for one in partners if one.status != PartnerAnswer.WAITING]
    tell_managers("hubs.pairing_off", asked)


def tell_of_the_twinning(twinning: Twinning) -> None:
    """Everybody in its hubs, and the office, which no longer forms it by hand."""
    for person in people_of(twinning.partners.values("hub")):
        write_letter("hubs.twinning_formed", to=person, about=twinning.pk)
    for officer in officers_of(twinning.pairing):
        write_letter("hubs.pairing_confirmed", to=officer, about=twinning.pk)


def tell_managers(kind: str, partners: Iterable[PairingPartner], *, once: str = "") -> int:
    """Write to each manager of these hubs, and say how many letters."""
    letters = [
        write_letter(kind, to=person, about=partner.pk, once=once)
        for partner in partners
        for person in managers_of(partner.expression.hub_id)
    ]
    return len(letters)
