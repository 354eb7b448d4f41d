"""Asking reviewers from a table: all of it or nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hubs.models import Call, Expression
from hubs.operations.assignments import assign_reviewer
from hubs.operations.entitled import refuse_unless_office
from hubs.operations.sharing import asked_in, conflicts_of, to_share
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.importing import Fault, Faulty, Row, Summary

ASSIGNMENT_COLUMNS = ("application", "reviewer")


@transaction.atomic
def import_assignments(rows: Sequence[Row], *, call: Call, by: User) -> Summary:
    """Ask the reviewers of a table (application by its number or its hub's short name, reviewer by
    e-mail); all of them, or none when a row is wrong. Who is asked already stays so.
    """
    refuse_unless_office(by)
    expressions = list(to_share(call, by=by))
    known = {str(one.pk): one for one in expressions} | {one.hub.slug: one for one in expressions}
    people = {one.email.casefold(): one for one in User.objects.reviewers()}
    conflicts, asked = conflicts_of(expressions), asked_in(call)
    if faults := [fault for row in rows for fault in _faults(row, known, people, conflicts)]:
        raise Faulty(faults)
    summary = Summary()
    for row in rows:
        expression, person = known[row["application"]], people[row["reviewer"].casefold()]
        if person.pk in asked.get(expression.pk, ()):
            summary = summary.count("unchanged")
            continue
        _ask(row, expression, person, by)
        asked.setdefault(expression.pk, set()).add(person.pk)
        summary = summary.count("created")
    return summary


def _ask(row: Row, expression: Expression, person: User, by: User) -> None:
    try:
        assign_reviewer(expression, reviewer=person, by=by)
    except Refused as refusal:
        raise Faulty([row.fault("reviewer", str(refusal))]) from refusal


def _faults(row: Row, known: Any, people: Any, conflicts: set[tuple[int, int]]) -> Iterator[Fault]:
    expression, person = known.get(row["application"]), people.get(row["reviewer"].casefold())
    if expression is None:
        reason = _("No application of this call under evaluation has this number or short name.")
        yield row.fault("application", reason)
    if person is None:
        yield row.fault("reviewer", _("No reviewer has this e-mail address."))
    if expression and person and (expression.pk, person.pk) in conflicts:
        yield row.fault("reviewer", _("There is a conflict of interest."))
