"""The figures of a board in words, and what stands beside it: the price of choice, and alternatives."""

from collections.abc import Mapping
from math import comb
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.pairing.board import Board
from hubs.pairing.reading import Case
from hubs.problem.fits import LABELS, hundredths
from hubs.problem.wording import Names, listed

Figures = Mapping[str, Any]


def figures_in_words(found: Figures, case: Case, board: Board, names: Names) -> list[dict[str, str]]:
    """In the order in which they are read: code, label, value, and a note where one helps."""
    return [
        _figure("total", _("Total fit"), hundredths(found["total"]), _average(found, case)),
        _figure(
            "twinnings",
            _("Twinnings"),
            _("%(number)s of %(of)s") % {"number": found["twinnings"], "of": found["wanted"]},
        ),
        _figure(
            "least",
            _("Weakest twinning"),
            hundredths(found["least"] // _pairs_of_a_twinning(case)),
            _weakest(case, board, names),
        ),
        *_stability(found, case),
        _figure(
            "reciprocity",
            _("Help both ways"),
            f"{number_format(found['reciprocity'] / 100, 0, use_l10n=True)} %",
            _("What each side gets at least, on average."),
        ),
        _figure("areas", _("Technology areas covered"), *_areas(found, names)),
        _figure("regions", _("Regions brought together"), _regions(found, names)),
    ]


def parts_in_words(found: Figures) -> list[dict[str, Any]]:
    """What each component brings to the total."""
    return [
        {"code": code, "label": str(LABELS[code]), "value": hundredths(points), "points": points}
        for code, points in ((code, found["parts"].get(code)) for code in LABELS)
        if points is not None
    ]


def _figure(code: str, label: str, value: str, note: str = "") -> dict[str, str]:
    return {"code": code, "label": label, "value": value, "note": note}


def _pairs_of_a_twinning(case: Case) -> int:
    """One; three where it has three partners: then it scores the sum of them, and is shown as their mean."""
    return comb(len(case.document["pools"]), 2)


def _average(found: Figures, case: Case) -> str:
    if not found["twinnings"]:
        return ""
    pairs = _pairs_of_a_twinning(case)
    average = {"average": hundredths(found["total"] // (found["twinnings"] * pairs))}
    if pairs > 1:
        return _("%(average)s on average for each two hubs of a twinning.") % average
    return _("%(average)s for each twinning on average.") % average


def _weakest(case: Case, board: Board, names: Names) -> str:
    if not board.groups:
        return ""
    group = min(sorted(board.groups), key=case.pools.score)
    return listed(names.hub(key) for key in group)


def _stability(found: Figures, case: Case) -> list[dict[str, str]]:
    if len(case.document["pools"]) != 2:
        return []
    number = len(found["blocking"])
    stable = ngettext("%(number)d pair would rather leave", "%(number)d pairs would rather leave", number)
    return [
        _figure(
            "blocking",
            _("Stability"),
            stable % {"number": number} if number else _("stable"),
            _("Two hubs that would both rather have each other.") if number else "",
        ),
        _figure(
            "regret",
            _("Regret"),
            str(found["regret"]),
            _("Ranks below what each hub wished for most, of all together."),
        ),
    ]


def _areas(found: Figures, names: Names) -> tuple[str, str]:
    missing = [names.area(code) for code in found["named"] if code not in found["areas"]]
    value = _("%(number)s of %(of)s") % {"number": len(found["areas"]), "of": len(found["named"])}
    note = _("Not covered: %(areas)s.") % {"areas": listed(missing)} if missing else ""
    return value, note


def _regions(found: Figures, names: Names) -> str:
    return "; ".join(
        f"{' – '.join(names.hub(code) for code in regions)}: {number}" for regions, number in found["regions"]
    )
