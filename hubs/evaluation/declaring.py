"""What a person is asked to declare on in a call, and what the system knows and blocks already."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from hubs.models import Call, Declaration, Hub
from hubs.models.conflict import hubs_close_to
from hubs.operations.conflicts import reasons_against
from hubs.operations.declaring import to_declare_on
from hubs.states import ExpressionStatus


@dataclass(frozen=True)
class Asked:
    """The hubs to declare on, those where a conflict is declared, and those blocked, with the reason."""

    hubs: list[Hub]
    declared: Collection[int]
    blocked: list[tuple[Hub, str]]


def asked_of(call: Call, person: Any) -> Asked:
    """By name, in the alphabet's order: where hubs are hidden it does not show which was added last."""
    conflicts = Declaration.objects.filter(user=person, expression__call=call, conflict=True)
    return Asked(
        [expression.hub for expression in to_declare_on(call, person)],
        set(conflicts.values_list("expression__hub", flat=True)),
        [(hub, reasons_against(person, hub)[0]) for hub in _blocked(call, person)],
    )


def _blocked(call: Call, person: Any) -> list[Hub]:
    """Applicants that the person is known to be close to: of a reviewer only those they were asked about."""
    own, same, earlier = hubs_close_to(person)
    found = Hub.objects.filter(expressions__call=call, expressions__status=ExpressionStatus.SUBMITTED)
    close = found.filter(pk__in=own) | found.filter(pk__in=same) | found.filter(pk__in=earlier)
    if not (person.works_in_office or call.blind_hubs):
        close = close.filter(expressions__assignments__reviewer=person)
    return [hub for hub in close.distinct().order_by("name") if reasons_against(person, hub)]
