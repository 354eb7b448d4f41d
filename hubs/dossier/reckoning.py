"""The ranking and its stability from a dossier's data alone. Pure: no Django, no database."""

from decimal import Decimal
from typing import Any

from hubs.dossier.tables import in_words
from hubs.evaluation.ranking import placed
from hubs.evaluation.scoring import Grid, Measure, Result
from hubs.evaluation.stability import Reviewed, Stability, stability

Data = dict[str, Any]


def grid_in(data: Data) -> Grid:
    """The call's rules."""
    call = data["call"]
    return Grid(
        tuple(
            Measure(one["code"], Decimal(one["weight"]), Decimal(one["threshold"]))
            for one in data["criteria"]
        ),
        threshold=Decimal(call["threshold"]),
        weights_in_total=call["weighting"] == "total",
        tie_break=tuple(call["tie_break"]),
    )


def reviewed_in(data: Data) -> dict[str, Reviewed]:
    """The applications of the ranking with the marks that count."""
    marks: dict[str, dict[str, Any]] = {}
    for one in data["evaluations"]:
        if one["counts"]:
            marks.setdefault(one["application"], {})[one["reviewer"]] = _marks(one["marks"])
    agreed = {one["application"]: _marks(one["marks"]) for one in data["consensus"] if one["agreed"]}
    return {
        one["application"]: Reviewed(
            one["region"], marks.get(one["application"], {}), agreed.get(one["application"])
        )
        for one in data["applications"]
        if one["in_ranking"]
    }


def _marks(marks: dict[str, str | None]) -> dict[str, Decimal | None]:
    return {code: None if mark is None else Decimal(mark) for code, mark in marks.items()}


def ranking_in(data: Data) -> list[Data]:
    """The rows of the ranking as far as they follow from the marks."""
    grid = grid_in(data)
    reviewed = reviewed_in(data)
    results = {name: one.result(grid) for name, one in reviewed.items()}
    rows = []
    for region, places in data["call"]["places"].items():
        here = {name: (results[name].key, results[name].passed)
                for name, one in reviewed.items() if one.region == region}  # fmt: skip
        for one in placed(here, places):
            source = "mean" if reviewed[one.application].consensus is None else "consensus"
            row = _row(region, one, results[one.application])
            rows.append(row | {"source": source, "tie": in_words(one.tie, grid.breakers)})
    return rows


def _row(region: str, one: Any, result: Result) -> Data:
    return {
        "region": region,
        "application": one.application,
        "evaluations": result.evaluations,
        "marks": {code: str(average) for code, average in result.averages.items()},
        "total": None if result.total is None else str(result.total),
        "weighted": None if result.weighted is None else str(result.weighted),
        "passed": result.passed,
        "rank": one.rank or None,
        "tied": one.tie.stays,
        "proposed": one.proposed or None,
    }


def stability_in(data: Data) -> Data:
    """The stability as the dossier tells it."""
    return told(stability(reviewed_in(data), grid_in(data), data["call"]["places"]))


def told(found: Stability) -> Data:
    """In plain values: only the variants that change something are named."""
    return {
        "selected": list(found.selected),
        "steady": found.steady,
        "variants": len(found.variants),
        "changing": [
            {
                "kind": one.kind,
                "of": one.of,
                "share": str(one.share),
                "enter": list(one.enter),
                "leave": list(one.leave),
                "tied": list(one.tied),
            }
            for one in found.changing
        ],
    }
