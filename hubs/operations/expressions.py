"""A hub's expression of interest: begun, written by several, handed in, taken back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.answers import TEXTS, missing_answers
from hubs.models import Call, Expression, Hub
from hubs.operations.standings import refresh_standing
from hubs.states import EXPRESSION, ExpressionStatus, PairingStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace


@transaction.atomic
def start_expression(call: Call, *, hub: Hub, by: User) -> Expression:
    """Begin a hub's draft; the areas that both hub and call name are chosen already."""
    _refuse_unless_open(call)
    if not call.places.filter(region=hub.region_id, number__gt=0).exists():
        raise Refused(_("This call has no places for hubs of your region."), field="hub")
    expression = _begin(call, hub)
    areas = hub.technology_areas.all()
    if call.technology_areas.exists():
        areas = areas.filter(calls=call)
    expression.technology_areas.set(areas)
    leave_trace(expression, "start", by=by)
    return expression


@transaction.atomic
def revise_expression(expression: Expression, *, version: int, by: User, **answers: Any) -> None:
    """Save the draft, unless a colleague has since `version` or the call has closed."""
    _refuse_unless_open(expression.call)
    areas = answers.pop("technology_areas", None)
    if unknown := answers.keys() - set(TEXTS):
        raise TypeError(f"not answers: {', '.join(sorted(unknown))}")
    EXPRESSION.take(expression, "revise")
    save_version(expression, opened=version, saved_at=timezone.now(), **answers)
    if areas is not None:
        expression.technology_areas.set(areas)
    leave_trace(expression, "revise", by=by, version=expression.version)


@transaction.atomic
def submit_expression(expression: Expression, *, by: User) -> None:
    """Hand it in as it is stored, and give each of the hub's people a receipt."""
    _refuse_unless_open(expression.call)
    expression.refresh_from_db(from_queryset=Expression.objects.select_for_update(of=("self",)))
    if missing := missing_answers(expression):
        sentence = _("Some answers are still missing. What you wrote is kept as a draft.")
        raise Refused(sentence, faults=missing)
    now = timezone.now()
    EXPRESSION.take(expression, "submit", submitted_at=now)
    leave_trace(expression, "submit", by=by, version=expression.version)
    refresh_standing(expression)
    for person in _people_of(expression):
        write_letter("hubs.expression_received", to=person, about=expression.pk, once=now.isoformat())


@transaction.atomic
def reopen_expression(expression: Expression, *, by: User) -> None:
    """Take it back to work on it; until it is submitted again it is not in."""
    _refuse_unless_open(expression.call)
    EXPRESSION.take(expression, "reopen", submitted_at=None)
    leave_trace(expression, "reopen", by=by)
    refresh_standing(expression)


@transaction.atomic
def withdraw_expression(expression: Expression, *, reason: str, by: User) -> None:
    """Leave the race, even after a decision; the office hears of it if it had been handed in.

    The step comes before the question: it waits for a pairing that is being confirmed just now.
    """
    EXPRESSION.take(expression, "withdraw")
    _refuse_twinned(expression)
    leave_trace(expression, "withdraw", by=by, reason=reason)
    refresh_standing(expression)
    if expression.submitted_at is not None:
        for officer in User.objects.office():
            write_letter(
                "hubs.expression_withdrawn", to=officer, about=expression.pk, once=timezone.now().isoformat()
            )


@transaction.atomic
def resume_expression(expression: Expression, *, by: User) -> None:
    """Take up again what was withdrawn, as a draft, while the call is open."""
    _refuse_unless_open(expression.call)
    EXPRESSION.take(expression, "resume", submitted_at=None)
    leave_trace(expression, "resume", by=by)


def _refuse_twinned(expression: Expression) -> None:
    if expression.pairing_partners.filter(holds=True, pairing__status=PairingStatus.CONFIRMED).exists():
        raise Refused(_("Your hub is twinned already. Only the office can end the twinning."))


def _refuse_unless_open(call: Call) -> None:
    """The server's clock decides, to the second."""
    if call.is_open:
        return
    if call.opens_at > timezone.now():
        raise Refused(_("This call has not opened yet."))
    raise Refused(
        _("This call is closed. What you typed stands here for you to copy, but it is not saved any more.")
    )


def _begin(call: Call, hub: Hub) -> Expression:
    try:
        with transaction.atomic():
            return Expression.objects.create(call=call, hub=hub, status=ExpressionStatus.DRAFT)
    except IntegrityError as twice:
        raise Refused(
            _("Your hub has begun an expression of interest for this call already."), field="hub"
        ) from twice


def _people_of(expression: Expression) -> Any:
    return User.objects.filter(memberships__hub=expression.hub_id, is_active=True)
