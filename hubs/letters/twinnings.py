"""What is written when a twinning begins, and when it or its pairing ends."""

from typing import Any

from django.urls import reverse

from hubs.models import (
    Pairing,
    Twinning,
)
from hubs.states import ExpressionStatus
from twinning.core.letters import letter, link


@letter("hubs.twinning_formed")
def twinning_formed(about: int) -> dict[str, Any]:
    """To everybody in the hubs of a new twinning."""
    return _about_twinning(about)


@letter("hubs.pairing_dropped")
def pairing_dropped(about: int) -> dict[str, Any]:
    """To the office: a proposed pairing has fallen, since one of its hubs left."""
    pairing = Pairing.objects.prefetch_related("expressions__hub").get(pk=about)
    left = [one for one in pairing.expressions.all() if one.status == ExpressionStatus.SELECTED]
    return {
        "names": str(pairing),
        "free": [one.hub for one in left],
        "door": link(reverse("admin:hubs_pairing_add") + f"?call={pairing.call_id}"),
    }


@letter("hubs.twinning_ended")
def twinning_ended(about: int) -> dict[str, Any]:
    """To everybody in the hubs of a twinning that the office has ended."""
    return _about_twinning(about)


def _about_twinning(about: int) -> dict[str, Any]:
    twinning = Twinning.objects.with_hubs().get(pk=about)
    return {
        "names": str(twinning),
        "partners": list(twinning.partners.all()),
        "door": link(twinning.get_absolute_url()),
    }
