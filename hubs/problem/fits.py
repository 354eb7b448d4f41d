"""How well applications fit, as a pairing keeps it, and its parts in words."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy

from hubs.languages import language_name
from hubs.models import Expression
from hubs.pairing.fit import Fit, fit
from hubs.pairing.reading import Case
from hubs.pairing.saying import WHOLE, gettext_noop
from hubs.problem.document import document_between
from hubs.problem.wording import Names, in_words, listed, names_of

LABELS = {
    "areas": gettext_lazy("Technology areas"),
    "gives": gettext_lazy("Help from the first hub"),
    "takes": gettext_lazy("Help from the second hub"),
    "reciprocity": gettext_lazy("Help both ways"),
    "languages": gettext_lazy("Languages"),
    "hours": gettext_lazy("Office hours"),
    "wished_by_first": gettext_lazy("Wish of the first hub"),
    "wished_by_second": gettext_lazy("Wish of the second hub"),
    "bella": gettext_lazy("BELLA"),
    "size": gettext_lazy("Size"),
    "maturity": gettext_lazy("Maturity"),
    "contact": gettext_lazy("Earlier contact"),
    "discovery": gettext_lazy("New contact"),
}
PLACES = Decimal("0.0001")


# What pairings made before offers and needs were compared say, so that it stays translated.
EARLY = [
    gettext_noop("Not every hub names its technology areas."),
    gettext_noop("No technology area in common."),
    gettext_noop("%(shared)s in common, of the %(number)s technology areas they name."),
    gettext_noop("Not every hub names its working languages."),
    gettext_noop("No working language in common."),
    gettext_noop("They can work in %(shared)s."),
    gettext_noop("It is not known whether every hub can reach BELLA."),
    gettext_noop("All are connected to BELLA."),
    gettext_noop("Still to be connected to BELLA: %(number)s."),
]


def fit_of(expressions: Sequence[Expression]) -> tuple[Decimal, list[dict[str, Any]]]:
    """The score between 0 and 1 (of three partners the mean of their pairs), and its parts as JSON."""
    case = Case(document_between(expressions))
    fits = {two: fit_in(case, *two) for two in combinations(case.by_key, 2)}
    score = Decimal(sum(found.score for found in fits.values())) / (len(fits) * WHOLE)
    parts = [part for two, found in fits.items() for part in stored(found, two)]
    return score.quantize(PLACES), parts


def fit_in(case: Case, first: str, second: str) -> Fit:
    """The fit of two hubs of a case."""
    return fit(case.by_key[first], case.by_key[second], case.hours, case.weights)


def stored(found: Fit, hubs: Sequence[str]) -> list[dict[str, Any]]:
    """Parts as JSON, in ten-thousandths, with the hubs that they are of."""
    return [
        {
            "code": part.code,
            "most": part.most,
            "value": part.value,
            "points": part.points,
            "hubs": list(hubs),
            "reason": {"says": part.said.says, "values": dict(part.said.values)},
        }
        for part in found.parts
    ]


def told(parts: Sequence[Mapping[str, Any]], names: Names) -> list[dict[str, str]]:
    """Stored parts as a reader sees them, in the active language; those of earlier years too."""
    several = len({tuple(part["hubs"]) for part in parts if "hubs" in part}) > 1
    return [_told(part, names, several) if "reason" in part else _told_early(part, names) for part in parts]


def _told(part: Mapping[str, Any], names: Names, several: bool) -> dict[str, str]:
    label = str(LABELS[part["code"]])
    hubs = listed(map(names.hub, part["hubs"]))
    return {
        "code": part["code"],
        "label": f"{hubs}: {label}" if several else label,
        "points": hundredths(part["points"]),
        "most": hundredths(part["most"]),
        "reason": in_words(part["reason"], names),
    }


def _told_early(part: Mapping[str, Any], names: Names) -> dict[str, str]:
    """Of pairings made before offers and needs were compared: figures as texts between 0 and 1."""
    name = language_name if part["code"] == "languages" else names.area
    values = {"shared": listed(map(name, part["shared"])), "number": part["number"]}
    return {
        "code": part["code"],
        "label": str(LABELS[part["code"]]),
        "points": hundredths(Decimal(part["points"]) * WHOLE),
        "most": hundredths(Decimal(part["weight"]) * WHOLE),
        "reason": gettext(part["says"]) % values,
    }


def fit_in_words(fit: Decimal) -> str:
    """A fit between 0 and 1 as points of 100."""
    return hundredths(fit * WHOLE)


def names_in(expressions: Iterable[Expression]) -> Names:
    """What `told` needs to speak of these applications' hubs."""
    return names_of({str(one.pk): one.hub.name for one in expressions})


def hundredths(points: int | Decimal) -> str:
    """Points of 100, as text, of ten-thousandths."""
    places = 0 if points % 100 == 0 else 2
    return str(number_format(Decimal(points) / 100, places, use_l10n=True))
