"""What hubs answer to a proposed pairing: with the last yes it is a twinning, with the first no it ends."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Expression, Pairing, PairingPartner, Twinning
from hubs.operations.conflicts import refuse_conflicted
from hubs.operations.pairings import confirm_pairing, hold_expressions
from hubs.operations.published_boards import hold_published
from hubs.operations.publishing_scenarios import forbid_in_scenarios
from hubs.operations.telling_partners import tell_of_the_end
from hubs.people import officers_of
from hubs.states import PAIRING, PARTNER_ANSWER, PairingStatus, PartnerAnswer
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def accept_pairing(partner: PairingPartner, *, note: str = "", by: User) -> Twinning | None:
    """Say yes for a hub; with the last yes the twinning is formed, and returned.

    `note` is how the office heard of it, when it answers for the hub; it may do so after the limit.
    """
    pairing = _hold_for_answer(partner, note)
    is_late = pairing.status == PairingStatus.LAPSED
    PAIRING.take(pairing, "record" if is_late and note else "accept")
    _note_answer(partner, "accept", note=note, by=by)
    leave_trace(pairing, "accept", by=by, **_told(partner, note))
    if pairing.partners.exclude(status=PartnerAnswer.ACCEPTED).exists():
        return None
    return confirm_pairing(pairing, by=by)


@transaction.atomic
def refuse_pairing(partner: PairingPartner, *, reason: str, note: str = "", by: User) -> None:
    """Say no for a hub, and why: the reason is for the office alone.

    All partners are free, the others hear that it does not come about, and the desk forbids the pair.
    """
    reason = reason.strip()
    if not reason:
        raise Refused(
            _("Please tell the office why: it looks for a partner that fits better."), field="reason"
        )
    hold_published(partner.pairing.call_id)
    pairing = _hold_for_answer(partner, note)
    PAIRING.take(pairing, "refuse")
    _note_answer(partner, "refuse", note=note, by=by, reason=reason)
    pairing.partners.update(holds=False)
    leave_trace(pairing, "refuse", by=by, reason=reason, **_told(partner, note))
    forbid_in_scenarios(
        pairing.call,
        [one.expression for one in pairing.partners.select_related("expression")],
        reason=f"{partner.expression.hub}: {reason}",
        by=by,
        refusing=partner.expression,
    )
    tell_of_the_end(pairing, pairing.partners.exclude(pk=partner.pk))
    for officer in officers_of(pairing):
        write_letter("hubs.pairing_refused", to=officer, about=partner.pk)


@transaction.atomic
def record_answer(
    partner: PairingPartner, *, answer: str, note: str, reason: str = "", by: User
) -> Twinning | None:
    """Answer for a hub that has told the office, say by telephone; `note` is who told whom, and when."""
    note = note.strip()
    if not note:
        raise Refused(_("Say how the office heard of it: who told whom, and when."), field="note")
    refuse_conflicted(partner.expression, by)
    if answer == PartnerAnswer.ACCEPTED:
        return accept_pairing(partner, note=note, by=by)
    refuse_pairing(partner, reason=reason, note=note, by=by)
    return None


def _hold_for_answer(partner: PairingPartner, note: str) -> Pairing:
    """The pairing as stored, locked after its expressions; only the office answers after the limit."""
    hold_expressions(
        Expression.objects.filter(pairing_partners__pairing=partner.pairing_id).values_list("pk", flat=True)
    )
    pairing = (
        Pairing.objects.select_for_update(of=("self",)).select_related("call").get(pk=partner.pairing_id)
    )
    if pairing.answer_by is None:
        raise Refused(_("The hubs have not been asked yet."))
    is_over = pairing.status == PairingStatus.LAPSED or (
        pairing.status == PairingStatus.PROPOSED and pairing.answer_by <= timezone.now()
    )
    if is_over and not note:
        raise Refused(_("The time to answer is over. Write to the office: it can give you more."))
    return pairing


def _note_answer(partner: PairingPartner, step: str, *, by: User, **words: str) -> None:
    PARTNER_ANSWER.take(partner, step, answered_by=by, answered_at=timezone.now(), **words)


def _told(partner: PairingPartner, note: str) -> dict[str, str]:
    """For the trail: for which hub, and how the office heard of it."""
    return {"hub": str(partner.expression.hub)} | ({"note": note} if note else {})
