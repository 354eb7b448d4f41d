"""The parts of a call that are rows of their own: places for regions, criteria of the grid."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from hubs.models import Call, Criterion, Region, Score
from twinning.core.errors import Refused


def set_places(call: Call, places: Mapping[Region, int]) -> None:
    """Make these the call's places; a region without any takes no part."""
    for region, number in places.items():
        if number < 0:
            raise Refused(_("A number of places cannot be below nought."), field="places")
        call.places.update_or_create(region=region, defaults={"number": number})
    call.places.exclude(region__in=places).delete()


def set_criteria(call: Call, criteria: Iterable[Mapping[str, Any]]) -> None:
    """Make these the call's criteria, in this order, known by their `code`.

    Once marks are given, names and guidance may still change, the scale and the weights may not.
    """
    marked = Score.objects.filter(criterion__call=call, mark__isnull=False).exists()
    wanted = [dict(criterion) for criterion in criteria]
    _drop_others(call, {criterion["code"] for criterion in wanted})
    for position, values in enumerate(wanted):
        criterion = call.criteria.filter(code=values["code"]).first() or Criterion(call=call)
        before = _scale(criterion)
        for name, value in ({"position": position} | values).items():
            setattr(criterion, name, value)
        _refuse_wrong(criterion)
        if marked and (not before or _scale(criterion) != before):
            raise Refused(_("Marks have been given on these criteria: their scale cannot change any more."))
        criterion.save()


SCALE = ("code", "weight", "minimum", "maximum", "increment", "threshold")


def _scale(criterion: Criterion) -> list[Any]:
    return [getattr(criterion, name) for name in SCALE] if criterion.pk else []


def _drop_others(call: Call, codes: set[str]) -> None:
    try:
        call.criteria.exclude(code__in=codes).delete()
    except ProtectedError as marked:
        raise Refused(_("A criterion with marks cannot be taken away.")) from marked


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
