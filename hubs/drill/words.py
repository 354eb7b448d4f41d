"""What a repair would change, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.problem.fits import hundredths
from hubs.problem.wording import listed


@dataclass(frozen=True)
class Told:
    """`reason` is offered to whoever passes somebody in the reserve over; they may write another."""

    sentences: tuple[str, ...]
    in_turn: bool
    breaks: int
    reason: str


def told(way: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    return Told(
        tuple(_sentences(way, names)),
        way["in_turn"],
        len(way["broken"]),
        ""
        if way["in_turn"]
        else _("Of those in reserve this hub keeps the most pairs together and fits best."),
    )


def _sentences(way: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    said = [_joining(way, names)]
    if way["broken"]:
        number = len(way["broken"])
        words = ngettext(
            "%(number)d other pair is broken: %(pairs)s.",
            "%(number)d other pairs are broken: %(pairs)s.",
            number,
        )
        said.append(words % {"number": number, "pairs": _pairs(way["broken"], names)})
    else:
        said.append(_("No other pair is broken."))
    if way["made"]:
        said.append(_("Proposed anew: %(pairs)s.") % {"pairs": _pairs(way["made"], names)})
    if way["without"]:
        hubs = listed(names.get(key, key) for key in way["without"])
        said.append(_("Without a twin until the office finds one: %(hubs)s.") % {"hubs": hubs})
    said.append(_("All pairs together then score %(total)s.") % {"total": hundredths(way["total"])})
    return said


def _joining(way: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if not way["joins"]:
        return _("Nobody waits in the reserve of its region.")
    hub = names.get(way["joins"], way["joins"])
    if way["in_turn"]:
        return _("%(hub)s, next in the reserve, takes the place.") % {"hub": hub}
    return _("%(hub)s takes the place, though it is not next in the reserve.") % {"hub": hub}


def _pairs(pairs: Any, names: Mapping[str, str]) -> str:
    return listed(" – ".join(names.get(key, key) for key in pair) for pair in pairs)
