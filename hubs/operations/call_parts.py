"""The parts of a call that are rows of their own: places for regions, criteria with what marks mean."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from hubs.evaluation.scoring import fits_scale
from hubs.models import Call, Criterion, Region, Score
from hubs.states import CallStatus
from twinning.core.errors import Refused
from twinning.core.figures import spoken


def set_places(call: Call, places: Mapping[Region, int]) -> None:
    """Make these the call's places; a region without any takes no part."""
    for region, number in places.items():
        if number < 0:
            raise Refused(_("A number of places cannot be below nought."), field="places")
        call.places.update_or_create(region=region, defaults={"number": number})
    call.places.exclude(region__in=places).delete()


def set_criteria(call: Call, criteria: Iterable[Mapping[str, Any]]) -> None:
    """Make these the call's criteria, in this order, known by their `code`.

    Once the call is published hubs write to them: names, guidance and the meanings of marks may still
    be put better; the scale, the threshold, the weights and the order, which parts ties, may not. `meanings`
    are `{"mark": …, "meaning": …}`; without any given, those that there are stay.
    """
    fixed = _what_fixes_them(call)
    wanted = [dict(criterion) for criterion in criteria]
    _drop_others(call, {criterion["code"] for criterion in wanted}, fixed)
    _refuse_new_order(call, [criterion["code"] for criterion in wanted], fixed)
    for position, values in enumerate(wanted):
        meanings = values.pop("meanings", None)
        criterion = call.criteria.filter(code=values["code"]).first() or Criterion(call=call)
        before = _scale(criterion)
        for name, value in ({"position": position} | values).items():
            setattr(criterion, name, value)
        _refuse_wrong(criterion)
        if fixed and (not before or _scale(criterion) != before):
            raise Refused(fixed)
        criterion.save()
        if meanings is not None:
            set_meanings(criterion, meanings)


def set_meanings(criterion: Criterion, meanings: Iterable[Mapping[str, Any]]) -> None:
    """Make these the words beside the criterion's marks; each mark has to be on its scale."""
    kept = []
    for values in meanings:
        _refuse_off_scale(criterion, Decimal(values["mark"]))
        row, _new = criterion.meanings.update_or_create(mark=values["mark"], defaults=dict(values))
        kept.append(row.pk)
    criterion.meanings.exclude(pk__in=kept).delete()


def refuse_unknown_ties(call: Call) -> None:
    """Ties can be broken by the call's own criteria only, each once."""
    codes = list(call.tie_break)
    unknown = set(codes) - set(call.criteria.values_list("code", flat=True))
    if unknown or len(codes) != len(set(codes)):
        raise Refused(
            _("Name only short names of this call's criteria, each once."),
            field="tie_break",
        )


SCALE = ("code", "weight", "minimum", "maximum", "increment", "threshold")


def _what_fixes_them(call: Call) -> Any:
    """Why scales and weights may not change any more, in words; None while they may."""
    if Score.objects.filter(criterion__call=call, mark__isnull=False).exists():
        return _("Marks have been given on these criteria: their scale cannot change any more.")
    if call.status != CallStatus.DRAFT:
        return _("This call is published: hubs write to its criteria, whose scales and weights stay.")
    return None


def _scale(criterion: Criterion) -> list[Any]:
    return [getattr(criterion, name) for name in SCALE] if criterion.pk else []


def _drop_others(call: Call, codes: set[str], fixed: Any) -> None:
    others = call.criteria.exclude(code__in=codes)
    if fixed and others.exists():
        raise Refused(fixed)
    try:
        others.delete()
    except ProtectedError as marked:
        raise Refused(_("A criterion with marks cannot be taken away.")) from marked


def _refuse_new_order(call: Call, codes: list[str], fixed: Any) -> None:
    if fixed and list(call.criteria.values_list("code", flat=True)) != codes:
        raise Refused(fixed)


def _refuse_wrong(criterion: Criterion) -> None:
    try:
        criterion.clean_fields(exclude=["call"])
    except ValidationError as faults:
        sentence = "; ".join(faults.messages)
        raise Refused(f"{criterion.code}: {sentence}", field="criteria") from faults
    if criterion.maximum <= criterion.minimum or criterion.increment <= 0:
        raise Refused(
            _("The highest mark must be above the lowest, and the step above nought."), field="criteria"
        )


def _refuse_off_scale(criterion: Criterion, mark: Decimal) -> None:
    if not fits_scale(mark, criterion.minimum, criterion.maximum, criterion.increment):
        sentence = _("%(criterion)s: %(mark)s is no mark on its scale.")
        raise Refused(sentence % {"criterion": criterion.code, "mark": spoken(mark)}, field="criteria")
