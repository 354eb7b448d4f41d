"""From stored hubs to the plain values of `hubs.matching`, and from its parts to words."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from hubs.languages import language_name
from hubs.matching import Fit, Profile, fit
from hubs.models import Expression, TechnologyArea

LABELS = {
    "areas": gettext_lazy("Technology areas"),
    "languages": gettext_lazy("Languages"),
    "bella": gettext_lazy("BELLA"),
}


def profile(expression: Expression) -> Profile:
    """What the hub and its application say that matching reads."""
    areas = frozenset(area.code for area in expression.technology_areas.all())
    hub = expression.hub
    return Profile(areas, frozenset(expression.languages or hub.languages), hub.bella_status)


def fit_between(expressions: Iterable[Expression]) -> Fit:
    return fit([profile(expression) for expression in expressions])


def stored_parts(found: Fit) -> list[dict[str, Any]]:
    """The parts as JSON: figures as text, so that they still add up."""
    return [
        {
            "code": part.code,
            "weight": str(part.weight),
            "value": str(part.value),
            "points": str(part.points),
            "says": part.says,
            "shared": list(part.shared),
            "number": part.number,
        }
        for part in found.parts
    ]


def told(parts: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Stored parts as a reader sees them, in the active language; `names` are those of areas."""
    return [
        {
            "label": str(LABELS[part["code"]]),
            "points": hundredths(part["points"]),
            "most": hundredths(part["weight"]),
            "reason": gettext(part["says"]) % {"shared": _listed(part, names), "number": part["number"]},
        }
        for part in parts
    ]


def area_names() -> dict[str, str]:
    """Names of the technology areas by code, in the active language."""
    return {area.code: area.name for area in TechnologyArea.objects.all()}


def hundredths(points: str | Decimal) -> str:
    """Points of 100, as text."""
    return f"{Decimal(points) * 100:.2f}".removesuffix(".00")


def _listed(part: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if part["code"] == "languages":
        return get_text_list([language_name(code) for code in part["shared"]], _("and"))
    return get_text_list([names.get(code, code) for code in part["shared"]], _("and"))
