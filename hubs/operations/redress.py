"""Redress: a complaint about the procedure within its window, and the office's finding."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Decision, Expression, Outcome, Redress
from hubs.operations.conflicts import refuse_conflicted
from hubs.operations.entitled import refuse_unless_manager, refuse_unless_office
from hubs.operations.sealing import new_salt, seal_of_redress
from hubs.operations.telling import tell_office
from hubs.people import people_of
from hubs.states import REDRESS
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.core.once import make_once
from twinning.trail.operations import leave_trace


def redress_until(expression: Expression) -> datetime | None:
    """The end of the window; None where there is none: not released, selected, or not foreseen."""
    days = expression.call.redress_days
    decision = Decision.objects.filter(expression=expression, released_at__isnull=False).first()
    if not days or decision is None or decision.outcome == Outcome.SELECTED:
        return None
    return decision.released_at + timedelta(days=days) if decision.released_at else None


def refuse_unless_in_window(expression: Expression) -> None:
    """Refuse where there is no redress, and from the end of its window on."""
    until = redress_until(expression)
    if until is None:
        raise Refused(_("There is no redress against this decision."))
    if timezone.now() >= until:
        raise Refused(_("The time for redress is over."))


@transaction.atomic
def file_redress(expression: Expression, *, text: str, by: User) -> Redress:
    """Complain about the procedure, once, within the window; the office and the hub's people are told."""
    refuse_unless_manager(expression.hub_id, by)
    refuse_unless_in_window(expression)
    if not text.strip():
        raise Refused(_("Say what went wrong in the procedure."), field="text")
    redress = _only_redress(expression, text.strip(), by)
    told = {"expression": expression.pk, "filed_at": redress.filed_at.isoformat()}
    leave_trace(redress, "file", by=by, **told, **seal_of_redress(redress, redress.text))
    leave_trace(expression, "file_redress", by=by, redress=redress.pk)
    tell_office("hubs.redress_filed", expression, about=redress.pk)
    _tell_hub("hubs.redress_received", redress)
    return redress


def _only_redress(expression: Expression, text: str, by: User) -> Redress:
    refusal = Refused(_("Your hub has asked for redress already."))
    return make_once(
        Redress.objects, refusal, expression=expression, text=text, filed_by=by, words_salt=new_salt()
    )


@transaction.atomic
def uphold_redress(redress: Redress, *, finding: str, by: User) -> None:
    """The procedure was not followed: say what was found, and what follows from it."""
    refuse_unless_office(by)
    _answer(redress, "uphold", finding, by=by)


@transaction.atomic
def reject_redress(redress: Redress, *, finding: str, by: User) -> None:
    """The procedure was followed: the decision stands."""
    refuse_unless_office(by)
    _answer(redress, "reject", finding, by=by)


def _answer(redress: Redress, step: str, finding: str, *, by: User) -> None:
    refuse_conflicted(redress.expression, by)
    if not finding.strip():
        raise Refused(_("Say what you found: the hub reads it."), field="finding")
    now = timezone.now()
    REDRESS.take(redress, step, finding=finding.strip(), answered_by=by, answered_at=now)
    sealed = seal_of_redress(redress, redress.finding)
    leave_trace(redress, step, by=by, answered_at=now.isoformat(), **sealed)
    _tell_hub("hubs.redress_answered", redress)


@transaction.atomic
def withdraw_redress(redress: Redress, *, by: User) -> None:
    """Take the complaint back before it is answered."""
    refuse_unless_manager(redress.expression.hub_id, by)
    REDRESS.take(redress, "withdraw")
    leave_trace(redress, "withdraw", by=by)


def _tell_hub(kind: str, redress: Redress) -> None:
    hub = Expression.objects.values("hub").filter(pk=redress.expression_id)
    for person in people_of(hub):
        write_letter(kind, to=person, about=redress.pk)
