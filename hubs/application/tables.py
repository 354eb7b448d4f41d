"""The tables of the application's form: offers and needs, preferred partners, files."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from hubs.application.fields import FieldSpec
from hubs.application.rows import Row
from hubs.models import Answer, Expression, PreferenceKind, ServiceKind, TechnologyArea
from twinning.core.wording import mark


def wishes_of(expression: Expression, stored: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """For each offer and need its three columns as rows of their own."""
    areas = tuple((area.code, area.name) for area in _areas(expression))
    kinds = tuple((kind.code, kind.name) for kind in ServiceKind.objects.all())
    return [
        {
            "pk": wish.pk,
            "direction": wish.direction,
            "rows": [
                _column(
                    wish.pk,
                    "kind",
                    "select",
                    _("Kind of service"),
                    wish.kind.code if wish.kind else "",
                    stored,
                    kinds,
                ),
                _column(
                    wish.pk,
                    "area",
                    "select",
                    _("Technology area"),
                    wish.area.code if wish.area else "",
                    stored,
                    areas,
                ),
                _column(wish.pk, "words", "long", _("In words"), wish.words, stored),
            ],
        }
        for wish in expression.wishes.select_related("area", "kind")
    ]


def _areas(expression: Expression) -> list[TechnologyArea]:
    return list(expression.call.technology_areas.all()) or list(TechnologyArea.objects.all())


def _column(
    pk: int,
    name: str,
    kind: str,
    label: str,
    value: str,
    stored: Mapping[str, Answer],
    choices: tuple[tuple[str, str], ...] = (),
) -> Row:
    """A column's version is that of its answer; a row that was put back has none yet."""
    code = f"wish-{pk}-{name}"
    spec = FieldSpec(code, kind, label, "offers", required=False, choices=choices)
    answer = stored.get(code)
    return Row(spec, value, answer.version if answer else 0, mark(value))


def preferred_by(expression: Expression, stored: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """The hubs it would like, each with its rank as a field; those of one rank are liked alike."""
    rows = []
    for one in expression.preferences.filter(kind=PreferenceKind.PREFER).select_related("hub__region"):
        code, value = f"preference-{one.pk}-rank", str(one.rank)
        label = _("Rank of %(hub)s") % {"hub": one.hub}
        spec = FieldSpec(code, "number", label, "partners", required=False)
        answer = stored.get(code)
        row = Row(spec, value, answer.version if answer else 0, mark(value))
        rows.append({"preference": one, "row": row})
    return rows


def files_of(expression: Expression, specs: list[FieldSpec]) -> list[dict[str, Any]]:
    """Each field for files, with those that are there."""
    present = list(expression.attachments.present())
    return [{"spec": spec, "there": [one for one in present if one.field == spec.code]} for spec in specs]
