"""The ranking of a call as rows for programs and spreadsheets, in the words of its format."""

from collections.abc import Iterable, Iterator
from typing import Any

from hubs.dossier.tables import NUMBER, in_words, ranking_cells
from hubs.evaluation.ranking import Placed, placed
from hubs.models import Call, Decision, Standing
from hubs.models.conflict import conflicted_with
from hubs.operations.standings import grid_of


def rows_of(call: Call, *, reader: Any = None) -> list[dict[str, Any]]:
    """Each application of each region, best first; without those that the reader has an interest in.

    Beside these the others are not said to be proposed for anything: without them it would be wrong, and
    with them it would tell where they stand.
    """
    hidden = set() if reader is None else regions_that_hide(call, reader)
    standings = Standing.objects.all() if reader is None else Standing.objects.visible_to(reader)
    decisions = {one.expression_id: one for one in Decision.objects.filter(expression__call=call)}
    breakers = grid_of(call).breakers
    rows: list[dict[str, Any]] = []
    for place in call.places.select_related("region"):
        here = standings.filter(call=call, region=place.region).select_related("expression__hub")
        by_slug = {one.expression.hub.slug: one for one in here}
        order = placed({slug: (one.key, one.passed) for slug, one in by_slug.items()}, place.number)
        for one in order:
            standing = by_slug[one.application]
            row = _of_place(one, breakers) | _of_decision(decisions.get(standing.expression_id))
            if place.region_id in hidden:
                row |= {"proposed": None, "reserve": None}
            rows.append({"region": place.region.code} | _of_standing(standing) | row)
    return rows


def regions_that_hide(call: Call, reader: Any) -> set[int]:
    """The regions in which an application was handed in that the reader has an interest in, whatever has
    become of it since.
    """
    theirs = call.expressions.filter(submitted_at__isnull=False, pk__in=conflicted_with(reader))
    ranked = Standing.objects.filter(call=call, expression__in=conflicted_with(reader))
    return {*theirs.values_list("hub__region_id", flat=True), *ranked.values_list("region_id", flat=True)}


def _of_standing(standing: Standing) -> dict[str, Any]:
    return {
        "application": standing.expression.hub.slug,
        "hub": standing.expression.hub.name,
        "evaluations": standing.evaluations,
        "source": standing.source,
        "marks": standing.marks,
        "total": None if standing.total is None else f"{standing.total:.2f}",
        "weighted": None if standing.weighted is None else f"{standing.weighted:.2f}",
        "passed": standing.passed,
    }


def _of_place(one: Placed, breakers: tuple[str, ...]) -> dict[str, Any]:
    return {
        "rank": one.rank or None,
        "tied": one.tie.stays,
        "tie": in_words(one.tie, breakers),
        "proposed": one.proposed or None,
    }


def _of_decision(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {"decision": None, "by_hand": None, "reason": "", "reserve": None}
    return {
        "decision": decision.outcome,
        "by_hand": decision.by_hand,
        "reason": decision.reason,
        "reserve": decision.position,
    }


def cells_of(call: Call, *, reader: Any = None) -> Iterator[list[str]]:
    """The same for a spreadsheet: a line of headings, and a column for each criterion."""
    codes = [criterion.code for criterion in call.criteria.all()]
    return ranking_cells(rows_of(call, reader=reader), codes)


def with_commas(lines: Iterable[list[str]]) -> Iterator[list[str]]:
    """The same lines, numbers with a decimal comma.

    >>> list(with_commas([["eu", "4.50", "2", "v1.2"]]))
    [['eu', '4,50', '2', 'v1.2']]
    """
    for line in lines:
        yield [cell.replace(".", ",") if NUMBER.fullmatch(cell) else cell for cell in line]
