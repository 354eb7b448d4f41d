"""At the deadline what was submitted last counts, whatever was begun since."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.application.contents import content_of, said_in
from hubs.models import Expression
from hubs.operations.standings import refresh_standing
from hubs.operations.submissions import hold_expression, thaw_submission
from hubs.people import people_of
from hubs.states import EXPRESSION, CallStatus, ExpressionStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace

# Whoever pressed “Submit” in the last second is still waited for.
GRACE = timedelta(minutes=1)


@transaction.atomic
def restore_expression(expression: Expression, *, by: User | None = None) -> None:
    """Fall back on what was submitted last: its reopening was not finished by the deadline.

    The unfinished words are kept for the hub to read.
    """
    hold_expression(expression)
    submission = expression.submission
    if submission is None or expression.call.is_open_for(expression.hub_id):
        raise Refused(_("This has moved on since you opened it."))
    words = content_of(expression)
    is_another = said_in(words) != said_in(submission.content)
    EXPRESSION.take(
        expression,
        "restore",
        submitted_at=submission.submitted_at,
        unfinished=words if is_another else None,
    )
    thaw_submission(submission)
    again = {"number": submission.number, "digest": submission.digest}
    leave_trace(expression, "restore", by=by, **again, submitted_at=submission.submitted_at.isoformat())
    refresh_standing(expression)
    once = timezone.now().isoformat()  # after an extension it may happen again
    for person in people_of([expression.hub_id]):
        write_letter("hubs.expression_restored", to=person, about=expression.pk, once=once)


def restore_unfinished(*, most: int = 200) -> int:
    """Each whose call has closed, shortly after the deadline; how many there were."""
    closed = Expression.objects.filter(
        status=ExpressionStatus.DRAFT,
        submission__isnull=False,
        call__status=CallStatus.PUBLISHED,
        call__closes_at__lte=timezone.now() - GRACE,
    )
    restored = 0
    for expression in closed.select_related("call").order_by("pk"):
        if restored == most:
            break  # the clock comes again
        try:
            restore_expression(expression)
        except Refused:
            continue  # a late entry lets the hub go on, or it was withdrawn just now
        restored += 1
    return restored
