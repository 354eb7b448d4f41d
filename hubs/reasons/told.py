"""Why a pairing is proposed, as far as its hubs may know."""

from decimal import Decimal

from hubs.models import Pairing
from hubs.problem.fits import names_in, told

# What hubs wish they say in confidence, and points would betray it by what is missing: hubs read
# sentences, of these components alone.
OPEN_TO_HUBS = ("areas", "gives", "takes", "languages", "hours", "bella")


def reasons_for_hubs(pairing: Pairing) -> list[dict[str, str]]:
    """A label and a sentence for each component that speaks for it."""
    speaking = [
        part for part in pairing.parts if part["code"] in OPEN_TO_HUBS and Decimal(str(part["points"])) > 0
    ]
    if not speaking:
        return []
    names = names_in(pairing.expressions.select_related("hub"))
    return [{"label": part["label"], "words": part["reason"]} for part in told(speaking, names)]
