"""Declaring on conflicts of interest with all hubs of a call at once, by their names."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from hubs.models import Assignment, Call, Declaration, Expression, Hub
from hubs.models.conflict import hubs_close_to
from hubs.operations.assignments import accept_assignment
from hubs.operations.conflicts import declare_interest
from hubs.states import AssignmentStatus
from twinning.accounts.models import User


@transaction.atomic
def declare_on_call(call: Call, *, conflicts: Collection[Hub], reason: str, by: User) -> int:
    """Declare on all applications of a call at once, by the names of their hubs; how many there were.

    Where a conflict was declared before it stays; hubs that the system blocks need no declaration.
    """
    hubs = {hub.pk for hub in conflicts}
    number = 0
    for expression in to_declare_on(call, by):
        number += 1
        if expression.hub_id in hubs:
            declare_interest(expression, conflict=True, reason=reason, by=by)
        elif not _has_declared(expression, by):
            _declare_none(expression, by)
    return number


def to_declare_on(call: Call, person: User) -> Any:
    """The applications of a call that a person can declare on: those that the system does not block.

    A reviewer declares on what they are asked to read, once its hub can change it no more; where the hubs
    are hidden on all of the call, for a list that is shorter, or grows, would tell which they are.
    """
    in_race = Expression.objects.in_race().filter(call=call)
    for close in hubs_close_to(person):
        in_race = in_race.exclude(hub__in=close)
    if not (person.works_in_office or call.blind_hubs):
        asked = Assignment.objects.filter(reviewer=person).exclude(status=AssignmentStatus.DISMISSED)
        in_race = in_race.under_evaluation().filter(pk__in=asked.values("expression"))
    return in_race.select_related("hub__region", "call").order_by("hub__name", "pk")


def _has_declared(expression: Expression, person: User) -> bool:
    waiting = Assignment.objects.filter(
        expression=expression, reviewer=person, status=AssignmentStatus.ASSIGNED
    )
    declared = Declaration.objects.filter(expression=expression, user=person)
    return declared.filter(conflict=True).exists() or (declared.exists() and not waiting.exists())


def _declare_none(expression: Expression, person: User) -> None:
    """Who was asked to read it begins, once nobody changes it any more; anybody else has declared."""
    final = Expression.objects.under_evaluation().filter(pk=expression.pk)
    asked = Assignment.objects.filter(
        expression__in=final, reviewer=person, status=AssignmentStatus.ASSIGNED
    ).first()
    if asked:
        accept_assignment(asked, by=person)
    else:
        declare_interest(expression, conflict=False, by=person)
