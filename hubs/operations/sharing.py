"""Giving many applications to many reviewers at once: worked out, looked at, then stored."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count

from hubs.evaluation.assigning import Paper, Plan, Reader, share
from hubs.models import Assignment, Call, Declaration, EarlierPartner, Expression, Membership, Reviewer
from hubs.models.conflict import conflicted_with
from hubs.operations.assignments import assign_reviewer
from hubs.states import AssignmentStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused

GONE = [AssignmentStatus.RECUSED, AssignmentStatus.DISMISSED]


def impartial_in_race(call: Call, *, by: User) -> Any:
    """The applications of a call in which this person has no interest."""
    return Expression.objects.in_race().filter(call=call).exclude(pk__in=conflicted_with(by))


def to_share(call: Call, *, by: User) -> Any:
    """Those of them that can be given to reviewers: their hubs can change them no more."""
    rows = Expression.objects.under_evaluation().filter(call=call).exclude(pk__in=conflicted_with(by))
    return rows.select_related("hub").order_by("hub__name", "pk")


def plan_assignments(call: Call, *, each: int, most: int, by: User) -> Plan:
    """Who could read what, conflicts and languages respected and the work shared; nothing is stored."""
    expressions = list(to_share(call, by=by))
    reviewers = list(User.objects.reviewers().select_related("reviewer").order_by("pk"))
    asked = asked_in(call)
    papers = [_paper(one, asked) for one in expressions]
    loads = _loads(call)
    readers = [_reader(one, loads) for one in reviewers]
    return share(papers, readers, conflicts_of(expressions), each=each, most=most)


def asked_in(call: Call) -> dict[int, set[int]]:
    """Who is asked to read each application of a call."""
    found: dict[int, set[int]] = {}
    rows = Assignment.objects.filter(expression__call=call).exclude(status__in=GONE)
    for expression, reviewer in rows.values_list("expression_id", "reviewer_id"):
        found.setdefault(expression, set()).add(reviewer)
    return found


def loads_hidden(call: Call, *, by: User) -> dict[int, int]:
    """How many applications that are hidden from this person each reviewer has."""
    hidden = Assignment.objects.filter(expression__call=call, expression__in=conflicted_with(by))
    rows = hidden.exclude(status__in=GONE).values_list("reviewer").annotate(number=Count("pk"))
    return dict(rows.order_by())


def _loads(call: Call) -> dict[int, int]:
    """How many applications of the call each reviewer has already."""
    found: dict[int, int] = {}
    for theirs in asked_in(call).values():
        for reviewer in theirs:
            found[reviewer] = found.get(reviewer, 0) + 1
    return found


def _paper(expression: Expression, asked: dict[int, set[int]]) -> Paper:
    languages = expression.languages or expression.hub.languages
    return Paper(expression.pk, frozenset(languages), frozenset(asked.get(expression.pk, ())))


def _reader(person: User, loads: dict[int, int]) -> Reader:
    reviewer: Any = getattr(person, "reviewer", None)
    languages = frozenset(reviewer.languages) if reviewer else frozenset()
    return Reader(person.pk, languages, loads.get(person.pk, 0))


def conflicts_of(expressions: Sequence[Expression]) -> set[tuple[int, int]]:
    """All pairs of application and person that cannot be, declared or known; a few queries for all."""
    of_hub: dict[int, list[int]] = {}
    for expression in expressions:
        of_hub.setdefault(expression.hub_id, []).append(expression.pk)
    close = [
        *Membership.objects.filter(hub__in=of_hub).values_list("hub_id", "user_id"),
        *EarlierPartner.objects.filter(hub__in=of_hub).values_list("hub_id", "reviewer_id"),
        *Reviewer.organisation_hubs.through.objects.filter(hub__in=of_hub).values_list(
            "hub_id", "reviewer__user_id"
        ),
    ]
    declared = Declaration.objects.filter(expression__in=expressions, conflict=True)
    gone = Assignment.objects.filter(expression__in=expressions, status__in=GONE)
    return {
        *((key, person) for hub, person in close for key in of_hub[hub]),
        *declared.values_list("expression_id", "user_id"),
        *gone.values_list("expression_id", "reviewer_id"),
    }


@transaction.atomic
def assign_reviewers(pairs: Iterable[tuple[Expression, User]], *, by: User) -> int:
    """Ask all of these reviewers, or none where one of them cannot be asked."""
    number = 0
    for expression, reviewer in pairs:
        try:
            assign_reviewer(expression, reviewer=reviewer, by=by)
        except Refused as refusal:
            raise Refused(f"{expression.hub}: {refusal}") from refusal
        number += 1
    return number
