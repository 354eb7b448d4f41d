"""What a sheet of reasons tells of each hub, of what both have in common, and of their wishes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from hubs.languages import language_name
from hubs.models import Expression
from hubs.pairing.components import wished_by_first, wished_by_second
from hubs.pairing.profiles import Profile
from hubs.pairing.reading import Case
from hubs.problem.fits import LABELS
from hubs.problem.wording import Names, in_words, listed
from hubs.reasons.values import Common, HubFacts


def labels_of(names: Names, keys: Sequence[str]) -> dict[str, str]:
    """By name instead of first and second."""
    first, second = (names.hub(key) for key in keys)
    return {code: str(label) for code, label in LABELS.items()} | {
        "gives": _("%(giver)s helps %(taker)s") % {"giver": first, "taker": second},
        "takes": _("%(giver)s helps %(taker)s") % {"giver": second, "taker": first},
        "wished_by_first": _("Wish of %(hub)s") % {"hub": first},
        "wished_by_second": _("Wish of %(hub)s") % {"hub": second},
    }


def facts_of(expression: Expression, profile: Profile) -> HubFacts:
    hub = expression.hub
    return HubFacts(
        key=profile.key,
        name=hub.name,
        short=hub.short_name,
        place=hub.place,
        region=str(hub.region),
        shore=hub.region.shore,
        website=hub.website,
        summary=hub.summary,
        zone=profile.place.zone if profile.place else "",
        bella=str(hub.get_bella_status_display()),
        staff=str(hub.get_staff_display()) if hub.staff else "",
        founded=str(hub.founded or ""),
    )


def commons_of(first: Profile, second: Profile, names: Names) -> tuple[Common, ...]:
    sets: Mapping[str, tuple[frozenset[str], frozenset[str], Any]] = {
        _("Technology areas"): (first.areas, second.areas, names.area),
        _("Languages"): (first.languages, second.languages, language_name),
    }
    return tuple(
        Common(
            label,
            both=_sorted(here & there, name),
            first=_sorted(here - there, name),
            second=_sorted(there - here, name),
        )
        for label, (here, there, name) in sets.items()
    )


def _sorted(codes: Iterable[str], name: Any) -> str:
    return listed(sorted(map(str, map(name, codes))))


def wishes_of(first: Profile, second: Profile, case: Case, names: Names) -> tuple[str, ...]:
    """What each side ranked, and whom it would not have; whether it weighs anything or not."""
    said = [wished_by_first(first, second, case.hours)[1], wished_by_second(first, second, case.hours)[1]]
    told = [in_words(one, names) for one in said]
    avoided = {one["hub"]: one.get("not_with", ()) for one in case.document.get("preferences", ())}
    for chooser, other in ((first.key, second.key), (second.key, first.key)):
        if other in avoided.get(chooser, ()):
            words = {"hub": names.hub(chooser), "other": names.hub(other)}
            told.append(_("%(hub)s does not want to be twinned with %(other)s.") % words)
    return tuple(told)
