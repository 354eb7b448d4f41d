"""The stability of a call's ranking, from its rows to words that the office reads."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hubs.evaluation.ranking_table import regions_that_hide
from hubs.evaluation.scoring import figure
from hubs.evaluation.stability import Reviewed, Stability, Variant, stability
from hubs.models import Call, ConsensusScore, Criterion, Score, Standing
from hubs.operations.standings import grid_of
from hubs.settled import regions
from hubs.states import ConsensusStatus
from twinning.accounts.models import User
from twinning.core.figures import spoken


def stability_of(call: Call, *, reader: Any = None) -> Stability:
    """Applications by key as text, and reviewers likewise; without the regions in which something is hidden
    from the reader, for who is selected beside it would tell where it stands.
    """
    hidden = set() if reader is None else regions_that_hide(call, reader)
    places = {str(region): number for region, number in call.places.values_list("region_id", "number")}
    return stability(_reviewed(call, hidden), grid_of(call), places)


def _reviewed(call: Call, hidden: Collection[int]) -> dict[str, Reviewed]:
    """What was given to each; reviewers who marked none of these do not count."""
    standings = dict(
        Standing.objects.filter(call=call)
        .exclude(region__in=hidden)
        .values_list("expression_id", "region_id")
    )
    scores = Score.objects.counting(expression__call=call).order_by()
    marks: dict[int, dict[str, dict[str, Decimal | None]]] = {}
    rows = scores.values_list(
        "evaluation__assignment__expression_id",
        "evaluation__assignment__reviewer_id",
        "criterion__code",
        "mark",
    )
    for expression, reviewer, code, mark in rows:
        marks.setdefault(expression, {}).setdefault(str(reviewer), {})[code] = mark
    agreed: dict[int, dict[str, Decimal | None]] = {}
    consensus = ConsensusScore.objects.filter(
        consensus__expression__call=call, consensus__status=ConsensusStatus.AGREED
    )
    for expression, code, mark in consensus.values_list(
        "consensus__expression_id", "criterion__code", "mark"
    ):
        agreed.setdefault(expression, {})[code] = mark
    return {
        str(one): Reviewed(str(region), marks.get(one, {}), agreed.get(one))
        for one, region in standings.items()
    }


def words_of(call: Call, found: Stability, *, reader: Any) -> dict[str, Any]:
    """What the page shows: nothing of applications that the reader has an interest in."""
    seen = Standing.objects.visible_to(reader).filter(call=call)
    names = regions()
    hubs = {
        str(pk): (hub, names[region].name)
        for pk, hub, region in seen.values_list("expression_id", "expression__hub__name", "region_id")
    }
    people = {str(one.pk): str(one) for one in User.objects.filter(assignments__expression__call=call)}
    criteria = {one.code: one for one in call.criteria.all()}
    often = [
        {"hub": hubs[name][0], "region": hubs[name][1], "times": times, "selected": name in found.selected}
        for name, times in found.times.items()
        if name in hubs and (times or name in found.selected)
    ]
    shown = [name for name in found.selected if name in hubs]
    return {
        "variants": len(found.variants),
        "selected": len(shown),
        "steady": sum(found.times[name] == len(found.variants) for name in shown),
        "often": sorted(often, key=lambda one: (one["region"], -one["times"], one["hub"])),
        "changing": [row for one in found.changing if (row := _row(one, hubs, people, criteria))],
    }


def _row(
    variant: Variant, hubs: dict[str, tuple[str, str]], people: dict[str, str], criteria: dict[str, Criterion]
) -> dict[str, Any] | None:
    """One variant in words; None where it changes something that is hidden from the reader: who comes in
    for it, or goes, would tell where it stands.
    """
    changed = {part: getattr(variant, part) for part in ("enter", "leave", "tied")}
    if any(name not in hubs for names in changed.values() for name in names):
        return None
    parts = {part: [hubs[name][0] for name in names] for part, names in changed.items()}
    return {"what": _what(variant, people, criteria)} | parts


def _what(variant: Variant, people: dict[str, str], criteria: dict[str, Criterion]) -> str:
    if variant.kind == "reviewer":
        return _("Without %(person)s") % {"person": people.get(variant.of, variant.of)}
    criterion = criteria[variant.of]
    words = {
        "criterion": criterion.name,
        "before": spoken(figure(criterion.weight)),
        "after": spoken(figure(criterion.weight * (1 + variant.share))),
    }
    return _("“%(criterion)s” weighs %(after)s instead of %(before)s") % words
