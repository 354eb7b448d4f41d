"""Why two hubs fit: a sheet of plain values that a hub's director can read, for the page and for print.

What hubs wish for in confidence stands on the office's sheet alone. On the one that hubs read neither the
wishes nor their weight are in the score, so that nobody finds them out by reckoning back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hubs.fits import LABELS, hundredths
from hubs.languages import language_name
from hubs.models import Expression, Pairing, Scenario
from hubs.pairing.components import wished_by_first, wished_by_second
from hubs.pairing.fit import fit
from hubs.pairing.profiles import Profile
from hubs.pairing.reading import Case
from hubs.problem import document_between
from hubs.reason_days import DayDrawn, days_between
from hubs.reason_wishes import Exchange, exchange
from hubs.wording import Names, in_words, listed, names_of
from twinning.core.digest import digest_of

WISHES = {"wished_by_first", "wished_by_second"}


@dataclass(frozen=True)
class HubFacts:
    key: str
    name: str
    short: str
    place: str
    region: str
    shore: int
    website: str
    summary: str
    zone: str
    bella: str


@dataclass(frozen=True)
class PartLine:
    label: str
    points: str
    most: str
    reason: str


@dataclass(frozen=True)
class Common:
    """What both name, and what either names alone; all in words, "" for nothing."""

    label: str
    both: str
    first: str
    second: str


@dataclass(frozen=True)
class Sheet:
    """`confidential`: it tells what hubs wished for. `wishes` are those sentences."""

    hubs: tuple[HubFacts, HubFacts]
    score: str
    parts: tuple[PartLine, ...]
    exchanges: tuple[Exchange, Exchange]
    commons: tuple[Common, ...]
    days: tuple[DayDrawn, ...]
    year: int
    office_hours: str
    confidential: bool
    wishes: tuple[str, ...]

    @property
    def title(self) -> str:
        return " – ".join(hub.short for hub in self.hubs)


def sheets_of_pairing(pairing: Pairing) -> list[Sheet]:
    """What its hubs may read of it: one sheet for each two of its partners."""
    expressions = _with_wishes(pairing.partners.values("expression"))
    case = _case_of(pairing, expressions)
    keys = [key for key in case.by_key if key in {str(one.pk) for one in expressions}]
    return [_sheet(case, two, expressions, confidential=False) for two in combinations(keys, 2)]


def sheet_of_scenario(scenario: Scenario, hubs: Sequence[Expression]) -> Sheet:
    """The office's, for any two hubs of different pools of a scenario."""
    case = Case(scenario.inputs)
    wanted = {str(one.pk) for one in hubs}
    first, second = (key for key in case.by_key if key in wanted)
    expressions = _with_wishes([one.pk for one in hubs])
    return _sheet(case, (first, second), expressions, confidential=True)


def key_of(sheets: Iterable[Sheet], *about: Any) -> str:
    """Stands for what the sheets say, in which language, and of what."""
    return digest_of([*about, get_language(), [asdict(sheet) for sheet in sheets]])


def _case_of(pairing: Pairing, expressions: Sequence[Expression]) -> Case:
    """As the scenario froze it; paired by hand, as the rows stand now."""
    keys = {str(one.pk) for one in expressions}
    if pairing.scenario is not None:
        case = Case(pairing.scenario.inputs)
        if keys <= case.by_key.keys():
            return case
    return Case(document_between(expressions))


def _with_wishes(pks: Any) -> list[Expression]:
    rows = Expression.objects.filter(pk__in=pks).select_related("hub__region")
    return list(rows.prefetch_related("wishes__area", "wishes__kind").order_by("pk"))


def _sheet(
    case: Case, keys: Sequence[str], expressions: Sequence[Expression], *, confidential: bool
) -> Sheet:
    by_key = {str(one.pk): one for one in expressions}
    first, second = (case.by_key[key] for key in keys)
    ours, theirs = (by_key[key] for key in keys)
    names = names_of({key: by_key[key].hub.short_name for key in keys})
    weights = {code: much for code, much in case.weights.items() if confidential or code not in WISHES}
    found = fit(first, second, case.hours, weights)
    labels = _labels(names, keys)
    office_hours = f"{case.hours.opens:%H:%M}–{case.hours.closes:%H:%M}"
    return Sheet(
        hubs=(_facts(ours, first), _facts(theirs, second)),
        score=hundredths(found.score),
        parts=tuple(
            PartLine(
                labels[part.code],
                hundredths(part.points),
                hundredths(part.most),
                in_words(part.said, names),
            )
            for part in found.parts
        ),
        exchanges=(exchange(ours, theirs), exchange(theirs, ours)),
        commons=_commons(first, second, names),
        days=days_between(first, second, case.hours),
        year=case.hours.year,
        office_hours=office_hours,
        confidential=confidential,
        wishes=_wishes(first, second, case, names) if confidential else (),
    )


def _labels(names: Names, keys: Sequence[str]) -> dict[str, str]:
    """By name instead of first and second."""
    first, second = (names.hub(key) for key in keys)
    return {code: str(label) for code, label in LABELS.items()} | {
        "gives": _("%(giver)s helps %(taker)s") % {"giver": first, "taker": second},
        "takes": _("%(giver)s helps %(taker)s") % {"giver": second, "taker": first},
        "wished_by_first": _("Wish of %(hub)s") % {"hub": first},
        "wished_by_second": _("Wish of %(hub)s") % {"hub": second},
    }


def _facts(expression: Expression, profile: Profile) -> HubFacts:
    hub = expression.hub
    return HubFacts(
        key=profile.key,
        name=hub.name,
        short=hub.short_name,
        place=", ".join(filter(None, [hub.city, str(hub.country.name)])),
        region=str(hub.region),
        shore=hub.region.shore,
        website=hub.website,
        summary=hub.summary,
        zone=profile.place.zone if profile.place else "",
        bella=str(hub.get_bella_status_display()),
    )


def _commons(first: Profile, second: Profile, names: Names) -> tuple[Common, ...]:
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


def _wishes(first: Profile, second: Profile, case: Case, names: Names) -> tuple[str, ...]:
    """What each side ranked, and whom it would not have; whether it weighs anything or not."""
    said = [wished_by_first(first, second, case.hours)[1], wished_by_second(first, second, case.hours)[1]]
    told = [in_words(one, names) for one in said]
    avoided = {one["hub"]: one.get("not_with", ()) for one in case.document.get("preferences", ())}
    for chooser, other in ((first.key, second.key), (second.key, first.key)):
        if other in avoided.get(chooser, ()):
            words = {"hub": names.hub(chooser), "other": names.hub(other)}
            told.append(_("%(hub)s does not want to be twinned with %(other)s.") % words)
    return tuple(told)
