"""What waits for reviewers, and for the office from the first reviewer to the twinning."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.blind.naming import name_for
from hubs.models import Assignment, Call, Clarification, Consensus, Expression
from hubs.models.conflict import conflicted_with
from hubs.states import (
    AssignmentStatus,
    ConsensusStatus,
    EvaluationStatus,
    ExpressionStatus,
)
from hubs.waiting.outcomes import waiting_after_decisions
from hubs.waiting.pairings import pairings_for_office
from twinning.core.translated import in_language
from twinning.core.waiting import Waiting


def waiting_for_reviewer(user: Any) -> Iterator[Waiting]:
    """One line for each call and kind of thing to do, with the day by which evaluations are wanted."""
    to_declare = Count("pk", filter=Q(status=AssignmentStatus.ASSIGNED))
    to_mark = Count(
        "pk", filter=Q(evaluation__status=EvaluationStatus.DRAFT, status=AssignmentStatus.ACCEPTED)
    )
    readable = Expression.objects.under_evaluation().values("pk")
    open_ones = Assignment.objects.filter(reviewer=user, expression__in=readable)
    calls = open_ones.values(
        title=in_language("expression__call__title"), due_at=F("expression__call__evaluations_due_at")
    ).annotate(to_declare=to_declare, to_mark=to_mark)
    for call in calls.order_by("expression__call"):
        yield from _for_reviewer(call)
    yield from _consensuses(user, readable)


def _consensuses(user: Any, readable: Any) -> Iterator[Waiting]:
    """Those that the person writes and that are not agreed; open to them once their own marks are in."""
    drafts = Consensus.objects.visible_to(user).filter(
        rapporteur=user, status=ConsensusStatus.DRAFT, expression__in=readable
    )
    for one in drafts.select_related("expression__hub", "expression__call").order_by("pk"):
        yield Waiting(
            title=_("Write the consensus: %(hub)s") % {"hub": name_for(one.expression, user)},
            url=one.get_absolute_url(),
            due_at=one.expression.call.evaluations_due_at,
            note=one.expression.call.title,
            kind=_("consensus"),
        )


def _for_reviewer(call: Mapping[str, Any]) -> Iterator[Waiting]:
    page = {"url": reverse("hubs:reviews"), "due_at": call["due_at"], "note": call["title"]}
    if number := call["to_declare"]:
        words = ngettext(
            "Declare on conflicts of interest for %(number)d application",
            "Declare on conflicts of interest for %(number)d applications",
            number,
        )
        yield Waiting(title=words % {"number": number}, kind=_("declaration"), **page)
    if number := call["to_mark"]:
        words = ngettext("Evaluate %(number)d application", "Evaluate %(number)d applications", number)
        yield Waiting(title=words % {"number": number}, kind=_("evaluation"), **page)


def waiting_for_office(user: Any) -> Iterator[Waiting]:
    """What each call needs next, from reviewers to the release of its decisions, and the pairings."""
    interests = conflicted_with(user)
    for call in _calls_under_evaluation(interests):
        yield from _for_office(call, interests)
    yield from _missed(user)
    yield from pairings_for_office(user)
    yield from waiting_after_decisions(user)


def _missed(user: Any) -> Iterator[Waiting]:
    """Hubs that were asked and did not send an answer in time: somebody has to go on without it."""
    theirs = Expression.objects.impartial_to(user).values("pk")
    missed = Clarification.objects.missed().filter(expression__in=theirs).order_by("due_at")
    for one in missed.select_related("expression__hub", "expression__call"):
        words = _("No answer in time: go on without it, or ask %(hub)s again")
        yield Waiting(
            title=words % {"hub": one.expression.hub},
            url=reverse("admin:hubs_expression_eligibility", args=[one.expression_id]),
            note=one.expression.call.title,
            kind=_("question"),
        )


def _calls_under_evaluation(interests: Any) -> Any:
    """Published and closed, with how many applications are in and how many undecided, without those in which
    the person has an interest: that a number falls would tell what was done about them.
    """
    submitted = Q(expressions__status=ExpressionStatus.SUBMITTED) & ~Q(expressions__in=interests)
    return (
        Call.objects.closed()
        .annotate(
            applications=Count("expressions", filter=submitted),
            undecided=Count("expressions", filter=submitted & Q(expressions__decision=None)),
        )
        .values(
            "pk", "slug", "title", "evaluations_wanted", "evaluations_due_at", "applications", "undecided"
        )
        .filter(applications__gt=0)
    )


def _for_office(call: Mapping[str, Any], interests: Any) -> Iterator[Waiting]:
    note = {"note": call["title"]}
    if number := _short_of_reviewers(call, interests):
        words = ngettext(
            "%(number)d application needs reviewers", "%(number)d applications need reviewers", number
        )
        url = f"{reverse('admin:hubs_expression_changelist')}?call__id__exact={call['pk']}"
        yield Waiting(title=words % {"number": number}, url=url, kind=_("reviewers"), **note)
    ranking = reverse("admin:hubs_call_ranking", args=[call["pk"]])
    if number := call["undecided"]:
        words = ngettext("Decide on %(number)d application", "Decide on %(number)d applications", number)
        due_at = call["evaluations_due_at"]
        yield Waiting(
            title=words % {"number": number}, url=ranking, due_at=due_at, kind=_("decisions"), **note
        )
    else:
        url = reverse("hubs:release_call", kwargs={"slug": call["slug"]})
        yield Waiting(title=_("Release the decisions"), url=url, kind=_("decisions"), **note)


def _short_of_reviewers(call: Mapping[str, Any], interests: Any) -> int:
    gone = Q(assignments__status__in=[AssignmentStatus.RECUSED, AssignmentStatus.DISMISSED])
    asked = Count("assignments", filter=~gone)
    submitted = Expression.objects.filter(
        call=call["pk"], status=ExpressionStatus.SUBMITTED, ineligibility=None
    ).exclude(pk__in=interests)
    return submitted.annotate(asked=asked).filter(asked__lt=call["evaluations_wanted"]).count()
