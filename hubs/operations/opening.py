"""Whether a hub may still write: the server's clock decides, to the second. Everybody asks here."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import Call, Clarification, Expression, Hub
from hubs.states import CallStatus, ExpressionStatus
from twinning.core.errors import Refused

CLOSED = _("This call is closed. What you typed stands here for you to copy, but it is not saved any more.")


def refuse_unless_open(call: Call, expression: Expression | None = None, *, hub: Hub | None = None) -> None:
    """Refuse before the opening and from the deadline on, unless a late entry lets this hub in.

    Name the expression, or the hub that begins one: without either nobody comes in late.
    """
    if call.is_open:
        return
    refuse_unless_begun(call)
    whose: Any = expression.hub_id if expression is not None else hub
    if whose is None or not call.is_open_for(whose):
        raise Refused(CLOSED)


def refuse_unless_begun(call: Call) -> None:
    """Refuse before the opening."""
    if call.status == CallStatus.DRAFT or call.opens_at > timezone.now():
        raise Refused(_("This call has not opened yet."))


def refuse_unless_writable(expression: Expression, field: str) -> Clarification | None:
    """Refuse to change a field of an application, and say by what right it may be changed.

    None: it is a draft and the call is open to its hub (the step `revise` is to be taken). Otherwise the
    unanswered question of the office that reopens this field of an application that is in: its
    status stays as it is.
    """
    if expression.status == ExpressionStatus.SUBMITTED:
        asked = _asking(expression, field)
        if asked is None:
            raise Refused(_("This application is submitted: it cannot be changed now."))
        return asked
    if expression.status != ExpressionStatus.DRAFT:
        raise Refused(_("This has moved on since you opened it."))
    refuse_unless_open(expression.call, expression)
    return None


def _asking(expression: Expression, field: str) -> Clarification | None:
    """In Python and not by a JSON lookup: SQLite has none that contains."""
    asked = expression.clarifications.open()
    return next((question for question in asked if field in question.fields), None)
