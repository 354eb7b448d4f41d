"""Rows of decided selections: expressions with their standing, decision and letter, and papers."""

from typing import Any

from django.utils import timezone

from hubs.models import (
    Call,
    Decision,
    DecisionLetter,
    Expression,
    Hub,
    Outcome,
    Paper,
    PaperKind,
    Standing,
)
from hubs.states import PaperStatus
from tests.factories import make_expression
from twinning.accounts.models import User
from twinning.core.files import keep


def make_decided(
    call: Call, hub: Hub, *, by: User, outcome: str = Outcome.SELECTED, position: int | None = None
) -> Expression:
    """As the release leaves it."""
    now = timezone.now()
    expression = make_expression(call, hub, status=outcome)
    Standing.objects.create(expression=expression, call=call, region=hub.region)
    decided = {"decided_by": by, "by_hand": True, "reason": "Kept inside.", "released_at": now}
    Decision.objects.create(expression=expression, outcome=outcome, position=position, **decided)
    DecisionLetter.objects.create(
        expression=expression, language="en", outcome=outcome, subject="Decided", body="So.", released_at=now
    )
    return expression


def make_paper_row(expression: Expression, *, kind: str = PaperKind.SUMMARY) -> Paper:
    """One that is made, with a file of a few bytes."""
    values: dict[str, Any] = {"expression": expression if kind == PaperKind.SUMMARY else None}
    return Paper.objects.create(
        kind=kind,
        call=expression.call,
        status=PaperStatus.MADE,
        file=keep("papers/x.bin", b"Bytes."),
        size=6,
        made_at=timezone.now(),
        **values,
    )
