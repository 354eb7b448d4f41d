"""Calls, applications of all hubs, three evaluations of each, where they stand, and twinnings."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from actionplans.models import Plan, SectionKind
from actionplans.operations.plans import open_plan
from hubs.application.contents import content_of
from hubs.evaluation.scoring import score
from hubs.models import (
    Answer,
    Assignment,
    Call,
    Criterion,
    Evaluation,
    Expression,
    Pairing,
    PairingPartner,
    Partner,
    Place,
    Score,
    Standing,
    Submission,
    Twinning,
)
from hubs.operations.standings import grid_of
from hubs.states import (
    AssignmentStatus,
    CallStatus,
    EvaluationStatus,
    ExpressionStatus,
    PairingStatus,
    PartnerAnswer,
    SubmissionStatus,
)
from tests.benchmarks.seeding.ground import Ground
from tests.factories import ANSWERS, make_call
from twinning.core.digest import digest_of

SELECTED = 10
REASONS = [
    {
        "code": "bella", "most": 1000, "value": 10_000, "points": 1000, "hubs": [],
        "reason": {"says": "Both are connected to BELLA.", "values": {}},
    }
]  # fmt: skip


def hold_calls(ground: Ground, calls: int) -> Call:
    """One is open, one decided, the others long over; all hubs applied to the closed one given back."""
    now = timezone.now()
    over = {"opens_at": now - timedelta(days=90), "closes_at": now - timedelta(days=9)}
    is_open = make_call(slug="open", title="The call that is open")
    Expression.objects.create(call=is_open, hub=ground.hubs[0])  # a draft of Ines's
    decided = make_call(slug="decided", title="Decided", status=CallStatus.RELEASED, **over)
    closed = make_call(slug="closed", title="Being evaluated", evaluations_due_at=now, **over)
    Place.objects.update(number=5)
    _old_calls(ground, calls - 3, over)
    _decide(ground, decided)
    _evaluate(ground, closed, _apply(ground, closed))
    return closed


def _old_calls(ground: Ground, number: int, over: dict[str, Any]) -> None:
    """Ines's hub applied to each of them."""
    calls = Call.objects.bulk_create(
        Call(slug=f"call-{place}", title=f"Call {place}", text="Apply.", status=CallStatus.ARCHIVED, **over)
        for place in range(number)
    )
    Place.objects.bulk_create(
        Place(call=call, region=region, number=5) for call in calls for region in ground.regions
    )
    Expression.objects.bulk_create(
        Expression(
            call=call, hub=ground.hubs[0], status=ExpressionStatus.NOT_SELECTED, submitted_at=call.opens_at
        )
        for call in calls
    )


def _apply(ground: Ground, call: Call) -> list[Expression]:
    expressions = Expression.objects.bulk_create(
        Expression(
            call=call,
            hub=hub,
            status=ExpressionStatus.SUBMITTED,
            submitted_at=call.closes_at - timedelta(minutes=number),
        )
        for number, hub in enumerate(ground.hubs)
    )
    _hand_in(expressions)
    return expressions


def _hand_in(expressions: list[Expression]) -> None:
    """Every one says the same, and counts as it was handed in."""
    Answer.objects.bulk_create(
        Answer(expression=expression, code=code, value=value)
        for expression in expressions
        for code, value in ANSWERS.items()
    )
    content = content_of(expressions[0]) if expressions else {}
    submissions = Submission.objects.bulk_create(
        Submission(
            expression=expression,
            number=1,
            content=content,
            digest=digest_of(content),
            submitted_at=expression.submitted_at,
            status=SubmissionStatus.PRINTED,
        )
        for expression in expressions
    )
    for expression, submission in zip(expressions, submissions, strict=True):
        expression.submission = submission
    Expression.objects.bulk_update(expressions, ["submission"], batch_size=1000)


def _decide(ground: Ground, call: Call) -> None:
    """Ten were selected and wait for the pairing."""
    applied = _apply(ground, call)
    Expression.objects.filter(call=call).update(status=ExpressionStatus.NOT_SELECTED)
    ids = [expression.pk for expression in applied[:SELECTED]]
    Expression.objects.filter(pk__in=ids).update(status=ExpressionStatus.SELECTED)


def _evaluate(ground: Ground, call: Call, expressions: list[Expression]) -> None:
    criteria = list(call.criteria.all())
    assignments = Assignment.objects.bulk_create(
        Assignment(expression=expression, reviewer=reviewer, status=AssignmentStatus.ACCEPTED)
        for number, expression in enumerate(expressions)
        for reviewer in _readers(ground, number)
    )
    evaluations = Evaluation.objects.bulk_create(
        Evaluation(
            assignment=assignment,
            status=EvaluationStatus.SUBMITTED,
            submitted_at=call.closes_at,
            comment="Yes.",
        )
        for assignment in assignments
    )
    Score.objects.bulk_create(
        Score(evaluation=evaluation, criterion=criterion, mark=mark)
        for number, evaluation in enumerate(evaluations)
        for criterion, mark in _marks(criteria, number)
    )
    Standing.objects.bulk_create(_standings(ground, call, criteria, expressions))


def _readers(ground: Ground, number: int) -> list[Any]:
    first = number // 300 * 3
    return ground.reviewers[first : first + 3]


def _marks(criteria: list[Criterion], number: int) -> list[tuple[Criterion, Decimal]]:
    """Three evaluations in a row are of one application, and agree more or less on how good it is: some
    applications are above all thresholds, most are not, and few are tied.
    """
    good = Random(number // 3).triangular(0, 10, 7)
    given = Random(-number)
    return [(one, Decimal(min(10, max(0, round(given.gauss(good, 1.5))))) / 2) for one in criteria]


def _standings(
    ground: Ground, call: Call, criteria: list[Criterion], expressions: list[Expression]
) -> Iterable[Standing]:
    grid = grid_of(Call.objects.get(pk=call.pk))
    for number, expression in enumerate(expressions):
        marks = [
            {one.code: mark for one, mark in _marks(criteria, number * 3 + reader)} for reader in range(3)
        ]
        result = score(marks, grid)
        yield Standing(
            expression=expression,
            call=call,
            region=ground.hubs[number].region,
            evaluations=3,
            total=result.total,
            weighted=result.weighted,
            passed=result.passed,
            marks={code: str(average) for code, average in result.averages.items()},
            key=result.key,
        )


def form_twinnings(ground: Ground, call: Call) -> Plan:
    """Each hub with its neighbour, and a plan for each pair; the plan of the first is written. Ines's hub
    is asked about one more.
    """
    hubs = ground.hubs
    pairings = Pairing.objects.bulk_create(
        Pairing(call=call, status=PairingStatus.CONFIRMED, proposed_by=ground.carla) for _ in hubs
    )
    _answer(ground, call, pairings)
    twinnings = Twinning.objects.bulk_create(Twinning(call=call, pairing=pairing) for pairing in pairings)
    Partner.objects.bulk_create(
        Partner(twinning=twinning, hub=hub)
        for number, twinning in enumerate(twinnings)
        for hub in (hubs[number], hubs[(number + 1) % len(hubs)])
    )
    for position, title in enumerate(["Goals", "Ways", "Means"]):
        SectionKind.objects.get_or_create(code=title.lower(), defaults={"title": title, "position": position})
    written = open_plan(twinnings[0], by=None)
    Plan.objects.bulk_create(Plan(twinning=twinning, sections_count=3) for twinning in twinnings[1:])
    return written


def _answer(ground: Ground, call: Call, pairings: list[Pairing]) -> None:
    """All have accepted, but for the one that waits for Ines."""
    proposed = Pairing.objects.create(
        call=call, proposed_by=ground.carla, answer_by=timezone.now() + timedelta(days=9), parts=REASONS
    )
    applied = dict(Expression.objects.filter(call=call).values_list("hub", "pk"))
    keys = [applied[hub.pk] for hub in ground.hubs]
    accepted = {"status": PartnerAnswer.ACCEPTED}
    asked = {"status": PartnerAnswer.ASKED, "told_at": timezone.now(), "slot": 2, "pairing": proposed}
    PairingPartner.objects.bulk_create(
        [
            *(
                PairingPartner(pairing=pairing, expression_id=key, slot=slot, **accepted)
                for number, pairing in enumerate(pairings)
                for slot, key in enumerate((keys[number], keys[(number + 1) % len(keys)]))
            ),
            *(PairingPartner(expression_id=key, **asked) for key in keys[:2]),
        ]
    )
