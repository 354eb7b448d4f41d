"""Why two hubs fit: a sheet of plain values that a hub's director can read, for the page and for print.

What hubs wish for in confidence stands on the office's sheet alone. On the one that hubs read neither the
wishes nor their weight are in the score, so that nobody finds them out by reckoning back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import combinations
from typing import Any

from django.utils.translation import get_language

from hubs.models import Expression, Pairing, Scenario
from hubs.pairing.fit import fit
from hubs.pairing.reading import Case
from hubs.problem.document import document_between
from hubs.problem.fits import hundredths
from hubs.problem.wording import in_words, names_of
from hubs.reasons.days import days_between
from hubs.reasons.facts import commons_of, facts_of, labels_of, wishes_of
from hubs.reasons.values import PartLine, Sheet
from hubs.reasons.wishes import exchange
from twinning.core.digest import digest_of

WISHES = {"wished_by_first", "wished_by_second"}


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
    labels = labels_of(names, keys)
    office_hours = f"{case.hours.opens:%H:%M}–{case.hours.closes:%H:%M}"
    return Sheet(
        hubs=(facts_of(ours, first), facts_of(theirs, second)),
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
        commons=commons_of(first, second, names),
        days=days_between(first, second, case.hours),
        year=case.hours.year,
        office_hours=office_hours,
        confidential=confidential,
        wishes=wishes_of(first, second, case, names) if confidential else (),
    )
