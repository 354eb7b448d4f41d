"""Why a pairing is proposed, as far as its hubs may know."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hubs.models import Pairing
from hubs.problem.fits import LABELS, told
from hubs.problem.wording import Names, listed, names_of
from hubs.reasons.facts import labels_of

# What hubs wish they say in confidence, and points would betray it by what is missing: hubs read
# sentences, of these components alone.
OPEN_TO_HUBS = ("areas", "gives", "takes", "languages", "hours", "bella")


def reasons_for_hubs(pairing: Pairing) -> list[dict[str, str]]:
    """A label and a sentence for each component that speaks for it; `of` whom, where there are three."""
    speaking = [
        part for part in pairing.parts if part["code"] in OPEN_TO_HUBS and Decimal(str(part["points"])) > 0
    ]
    if not speaking:
        return []
    hubs = {str(one.pk): one.hub.short_name for one in pairing.expressions.select_related("hub")}
    names, several = names_of(hubs), len(hubs) > 2
    return [
        {**_labelled(part, names, several), "words": words["reason"]}
        for part, words in zip(speaking, told(speaking, names), strict=True)
    ]


def _labelled(part: Mapping[str, Any], names: Names, several: bool) -> dict[str, str]:
    """Hubs by name, where the office speaks of the first and the second."""
    two = part.get("hubs")
    if not two:  # of pairings made before offers and needs were compared
        return {"label": str(LABELS[part["code"]]), "of": ""}
    of = listed(map(names.hub, two)) if several else ""
    label = labels_of(names, two)[part["code"]]
    named = part["code"] in ("gives", "takes") or not of
    return {"label": label if named else f"{of}: {label}", "of": of}
