"""What of pairing waits for whom: hubs to answer, and the office to pair, to ask and to go on."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.models import Expression, Pairing, PairingPartner
from hubs.states import CallStatus, ExpressionStatus, PairingStatus
from twinning.core.waiting import Waiting


def pairings_to_answer(user: Any) -> Any:
    """For the managers of hubs that were asked, until the time is over."""
    return PairingPartner.objects.asked_of(user).filter(pairing__status=PairingStatus.PROPOSED)


def pairings_told(asked: Any) -> Iterator[Waiting]:
    for partner in asked.select_related("pairing__call", "expression__hub"):
        yield Waiting(
            title=_("Answer whether %(hub)s will be twinned as proposed") % {"hub": partner.expression.hub},
            url=partner.pairing.get_answer_url(),
            due_at=partner.pairing.answer_by,
            note=partner.pairing.call.title,
            kind=_("pairing"),
        )


def pairings_for_office(user: Any) -> Iterator[Waiting]:
    """Proposals without an answer in time, those that were never put to their hubs, and hubs to pair."""
    found = Pairing.objects.worked_on_by(user).aggregate(
        lapsed=Count("pk", filter=Q(status=PairingStatus.LAPSED)),
        unasked=Count("pk", filter=Q(status=PairingStatus.PROPOSED, answer_by=None)),
    )
    if number := found["lapsed"]:
        words = ngettext(
            "%(number)d pairing was not answered in time",
            "%(number)d pairings were not answered in time",
            number,
        )
        yield _listed(words, number, status__exact=PairingStatus.LAPSED)
    if number := found["unasked"]:
        words = ngettext("Ask the hubs of %(number)d pairing", "Ask the hubs of %(number)d pairings", number)
        yield _listed(words, number, status__exact=PairingStatus.PROPOSED)
    selected = Expression.objects.filter(status=ExpressionStatus.SELECTED, call__status=CallStatus.RELEASED)
    if number := selected.exclude(pairing_partners__holds=True).count():
        words = ngettext("%(number)d selected hub to pair", "%(number)d selected hubs to pair", number)
        url = reverse("admin:hubs_pairing_add")
        yield Waiting(title=words % {"number": number}, url=url, kind=_("pairing"))


def _listed(words: str, number: int, **chosen: str) -> Waiting:
    url = reverse("admin:hubs_pairing_changelist", query=chosen)
    return Waiting(title=words % {"number": number}, url=url, kind=_("pairing"))
