"""The demo's third call, whose deadline has just passed: every reviewer finds something to do."""

from datetime import datetime, timedelta
from typing import Any

from hubs.models import Assignment, Call, Expression, Hub
from hubs.operations.assignments import accept_assignment, assign_reviewer, recuse_assignment
from hubs.operations.consensus import name_rapporteur, revise_consensus
from hubs.operations.eligibility import check_eligibility
from hubs.operations.evaluations import revise_evaluation, submit_evaluation
from twinning.accounts.models import User
from twinning.demo.applicants import APPLICANTS, CRITERIA, LEANINGS, Applicant, mark
from twinning.demo.clock import happening
from twinning.demo.evaluating import TO_PANEL, declare
from twinning.demo.outcomes import ON_CRITERIA, TO_HUBS
from twinning.demo.selection import announce, apply
from twinning.demo.words import REMARKS, one_of

CONFLICT = "Sample reason: my institute wrote a proposal with this hub last year."
# Where each of the three reviewers is with each application: asked, declared, typing, handed in, out.
ASKED, OPENED, BEGUN, IN, OUT = range(5)
STAGES = {
    "edih-diz-iasi": (IN, IN, IN),
    "fibre-rnp": (IN, BEGUN, ASKED),
    "move2digital": (BEGUN, IN, OUT),
    "cariri-ced": (OPENED, ASKED, IN),
    "cineca": (ASKED, IN, BEGUN),
    "uwi-cave-hill-incubator": (ASKED, ASKED, OPENED),
}


def third_call(now: datetime, *, office: User, reviewers: list[User], speakers: dict[str, User]) -> Call:
    """Six hubs that were not selected the first time apply again; half of the marks are in."""
    opened, closed = now - timedelta(days=40), now - timedelta(days=2)
    with happening(opened):
        call = announce(
            3,
            opens_at=opened,
            closes_at=closed,
            by=office,
            evaluations_due_at=now + timedelta(days=12),
            shares_reviews=True,
        )
    applicants = [one for one in APPLICANTS if one.slug in STAGES]
    with happening(closed - timedelta(days=3)):
        expressions = [
            apply(call, Hub.objects.get(slug=one.slug), number, by=speakers[one.slug])
            for number, one in enumerate(applicants)
        ]
    with happening(closed + timedelta(hours=2)):
        declare(call, by=office)
        for expression in expressions:
            found = {item.code: ("yes", "") for item in call.eligibility_items.all()}
            check_eligibility(expression, verdicts=found, by=office)
    with happening(closed + timedelta(hours=20)):
        for number, (expression, applicant) in enumerate(zip(expressions, applicants, strict=True)):
            _share_out(expression, applicant, number, reviewers=reviewers, by=office)
        _begin_consensus(expressions[applicants.index(_first_whole(applicants))], reviewers[0], by=office)
    return call


def _first_whole(applicants: list[Applicant]) -> Applicant:
    """The one on which everybody has handed in."""
    return next(one for one in applicants if set(STAGES[one.slug]) == {IN})


def _share_out(
    expression: Expression, applicant: Applicant, number: int, *, reviewers: list[User], by: User
) -> None:
    for reviewer, leanings, stage in zip(reviewers, LEANINGS, STAGES[applicant.slug], strict=True):
        assignment = assign_reviewer(expression, reviewer=reviewer, by=by)
        if stage == OUT:
            recuse_assignment(assignment, reason=CONFLICT, by=reviewer)
        elif stage != ASKED:
            _read(assignment, reviewer, _marks(applicant, leanings), number, stage)


def _marks(applicant: Applicant, leanings: tuple[str, ...]) -> dict[str, str]:
    return {
        f"mark_{criterion['code']}": str(mark(quality, leaning))
        for criterion, quality, leaning in zip(CRITERIA, applicant.quality, leanings, strict=True)
    }


def _read(assignment: Assignment, reviewer: User, marks: dict[str, str], number: int, stage: int) -> None:
    """Declared; then as far as the reviewer has come."""
    evaluation = accept_assignment(assignment, by=reviewer)
    first, *_others = marks
    words: dict[str, Any] = {
        "comment": one_of(REMARKS, number),
        "comment_to_hub": one_of(TO_HUBS, number),
        first.replace("mark_", "hub_"): one_of(ON_CRITERIA, number),
    }
    if stage == BEGUN:
        revise_evaluation(evaluation, answers={first: marks[first], **words}, by=reviewer)
    elif stage == IN:
        revise_evaluation(evaluation, answers=marks | words, by=reviewer)
        submit_evaluation(evaluation, by=reviewer)


def _begin_consensus(expression: Expression, rapporteur: User, *, by: User) -> None:
    """Named, begun and not agreed: it waits on the rapporteur's desk."""
    consensus = name_rapporteur(expression, rapporteur=rapporteur, by=by)
    revise_consensus(consensus, answers={"comment": TO_PANEL[0]}, by=rapporteur)
