"""The pairs on a board with their reasons, and those that are forbidden."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from hubs.desk.seen import Desk
from hubs.languages import language_name
from hubs.models import PairingPartner
from hubs.pairing.board import constrained
from hubs.pairing.office_hours import shared_on
from hubs.pairing.pools import Group
from hubs.pairing.profiles import Profile
from hubs.pairing.reading import Case
from hubs.problem.fits import fit_in, hundredths, stored, told
from hubs.problem.wording import Names, reason_in_words


def pairs_in(desk: Desk) -> list[dict[str, Any]]:
    standing = _standing(desk)
    return [_pair(desk, group, standing.get(frozenset(group))) for group in sorted(desk.board.groups)]


def _pair(desk: Desk, group: Group, pairing: Mapping[str, Any] | None) -> dict[str, Any]:
    case, names = desk.case, desk.names
    twos = list(combinations(group, 2))
    points = sum(case.pools.pair_score(two) for two in twos)
    parts = [part for two in twos for part in stored(fit_in(case, *two), two)]
    return {
        "hubs": list(group),
        "names": [names.hub(key) for key in group],
        "score": hundredths(points // len(twos)),
        "points": points,
        "locked": group in desk.board.locked,
        "parts": told(parts, names),
        "short": short_of(case, group, names),
        "pairing": pairing,
    }


def _standing(desk: Desk) -> dict[frozenset[str], dict[str, Any]]:
    """What became of the proposals of this scenario that still stand."""
    partners = PairingPartner.objects.filter(pairing__scenario=desk.scenario, holds=True)
    together: dict[Any, set[str]] = {}
    for partner in partners.select_related("pairing"):
        together.setdefault(partner.pairing, set()).add(str(partner.expression_id))
    return {
        frozenset(keys): {
            "pk": pairing.pk,
            "status": pairing.status,
            "label": str(pairing.get_status_display()),
        }
        for pairing, keys in together.items()
    }


def short_of(case: Case, group: Sequence[str], names: Names) -> str:
    """At a glance: areas and languages that all have in common, and office hours at the same time in
    January; of three, those of the two who share the fewest.
    """
    hubs = [case.by_key[key] for key in group]
    areas = frozenset.intersection(*(one.areas for one in hubs))
    languages = frozenset.intersection(*(one.languages for one in hubs))
    told_areas = ", ".join(names.area(code) for code in sorted(areas))
    told_languages = ", ".join(language_name(code) for code in sorted(languages))
    return "\N{NO-BREAK SPACE}· ".join(filter(None, [told_areas, told_languages, _hours(case, hubs)]))


def _hours(case: Case, hubs: Sequence[Profile]) -> str:
    places = [one.place for one in hubs if one.place]
    if len(places) < len(hubs):
        return ""
    day = date(case.hours.year, 1, 15)
    shared = min(shared_on(here, there, day, case.hours) for here, there in combinations(places, 2))
    return _("%(hours)s h together") % {"hours": f"{shared:g}"} if shared else _("no hours together")


def forbidden_in(desk: Desk) -> list[dict[str, Any]]:
    pairs = sorted(constrained(desk.case.pools, desk.board).forbidden)
    return [
        {**named(two, desk.names), "reason": why_forbidden(desk, two), "by_hand": two in desk.board.forbidden}
        for two in pairs
    ]


def why_forbidden(desk: Desk, two: tuple[str, str]) -> str:
    reasons = [desk.board.forbidden.get(two, ""), *desk.case.reasons.get(two, [])]
    told_reasons = [reason_in_words(reason) for reason in reasons if reason]
    wishes = {one["hub"]: one.get("not_with", ()) for one in desk.case.document.get("preferences", ())}
    for one, other in (two, two[::-1]):
        if other in wishes.get(one, ()):
            told_reasons.append(_("%(hub)s does not want this twin.") % {"hub": desk.names.hub(one)})
    return " ".join(told_reasons)


def named(hubs: Any, names: Names) -> dict[str, Any]:
    return {"hubs": list(hubs), "names": [names.hub(key) for key in hubs]}
