"""A hub's expression of interest: begun, written by several, handed in, taken back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.application.answers import faults_of, field_of
from hubs.models import Answer, Call, Expression, Hub, Submission
from hubs.operations.amending import open_marks_again
from hubs.operations.entitled import refuse_unless_manager, refuse_unless_writer
from hubs.operations.opening import refuse_unless_open
from hubs.operations.pairings import drop_pairing_of_withdrawn
from hubs.operations.published_boards import hold_published
from hubs.operations.standings import refresh_standing
from hubs.operations.submissions import freeze_expression, hold_expression
from hubs.operations.telling import tell_office
from hubs.people import people_of
from hubs.states import EXPRESSION, ExpressionStatus, PairingStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.arrival import asked_at
from twinning.core.errors import Refused
from twinning.core.once import make_once
from twinning.trail.operations import leave_trace


@transaction.atomic
def start_expression(call: Call, *, hub: Hub, by: User) -> Expression:
    """Begin a hub's draft; the areas that both hub and call name, and its languages, are chosen already."""
    refuse_unless_writer(hub.pk, by)
    refuse_unless_open(call, hub=hub)
    if not call.places.filter(region=hub.region_id, number__gt=0).exists():
        raise Refused(_("This call has no places for hubs of your region."), field="hub")
    expression = _begin(call, hub)
    areas = hub.technology_areas.all()
    if call.technology_areas.exists():
        areas = areas.filter(calls=call)
    expression.technology_areas.set(areas)
    _choose_already(expression, "technology_areas", [area.code for area in areas])
    _choose_already(expression, "languages", hub.languages)
    leave_trace(expression, "start", by=by)
    return expression


def _choose_already(expression: Expression, code: str, chosen: list[str]) -> None:
    """As the hub would choose itself; it can change its mind."""
    spec = field_of(expression.call, code)
    value = " ".join(spec.codes(" ".join(chosen))) if spec else ""
    if value:
        Answer.objects.create(expression=expression, code=code, value=value)
    if code == "languages":
        expression.languages = value.split()
        Expression.objects.filter(pk=expression.pk).update(languages=expression.languages)


@transaction.atomic
def submit_expression(expression: Expression, *, by: User) -> Submission:
    """Freeze it as it is stored and hand that in; each of the hub's people gets a receipt.

    The instant is that of the request, not of its turn: what began in time is in time.
    """
    refuse_unless_manager(expression.hub_id, by)
    now = asked_at()
    refuse_unless_open(expression.call, expression)
    hold_expression(expression)
    if faults := faults_of(expression):
        sentence = _("Some answers are still missing or too long. What you wrote is kept as a draft.")
        raise Refused(sentence, faults=faults)
    submission = freeze_expression(expression, by=by, at=now)
    EXPRESSION.take(expression, "submit", submitted_at=now, submission=submission, unfinished=None)
    detail = {"number": submission.number, "digest": submission.digest, "submitted_at": now.isoformat()}
    leave_trace(expression, "submit", by=by, hub=expression.hub.slug, **detail)
    open_marks_again(expression, submission, by=by)
    refresh_standing(expression)
    for person in people_of([expression.hub_id]):
        write_letter("hubs.submission_received", to=person, about=submission.pk)
    return submission


@transaction.atomic
def reopen_expression(expression: Expression, *, by: User) -> None:
    """Take it back to work on it; what was submitted last counts if nothing else is submitted."""
    refuse_unless_manager(expression.hub_id, by)
    refuse_unless_open(expression.call, expression)
    EXPRESSION.take(expression, "reopen", submitted_at=None)
    leave_trace(expression, "reopen", by=by)
    refresh_standing(expression)


@transaction.atomic
def withdraw_expression(expression: Expression, *, reason: str, by: User) -> None:
    """Leave the race, even after a decision; the office hears of it if it had been handed in.

    The step comes before the question: it waits for a pairing that is being confirmed just now. The reason
    is the hub's own words, which must be able to go again: it is no part of the trail.
    """
    refuse_unless_manager(expression.hub_id, by)
    hold_published(expression.call_id)
    hold_expression(expression)
    handed_in = expression.submitted_at
    if handed_in is None and expression.submission is not None:
        handed_in = expression.submission.submitted_at
    EXPRESSION.take(expression, "withdraw", submitted_at=handed_in, withdrawn_because=reason.strip())
    _refuse_twinned(expression)
    leave_trace(expression, "withdraw", by=by)
    drop_pairing_of_withdrawn(expression, by=by)
    refresh_standing(expression)
    if handed_in is not None:
        once = timezone.now().isoformat()  # it may be taken up again, and withdrawn again
        tell_office("hubs.expression_withdrawn", expression, about=expression.pk, once=once)


@transaction.atomic
def resume_expression(expression: Expression, *, by: User) -> None:
    """Take up again what was withdrawn, as a draft, while the call is open: nothing is handed in any more."""
    refuse_unless_manager(expression.hub_id, by)
    refuse_unless_open(expression.call, expression)
    EXPRESSION.take(expression, "resume", submitted_at=None, submission=None, withdrawn_because="")
    leave_trace(expression, "resume", by=by)


def _refuse_twinned(expression: Expression) -> None:
    if expression.pairing_partners.filter(holds=True, pairing__status=PairingStatus.CONFIRMED).exists():
        raise Refused(_("Your hub is twinned already. Only the office can end the twinning."))


def _begin(call: Call, hub: Hub) -> Expression:
    sentence = _("Your hub has begun an expression of interest for this call already.")
    refusal = Refused(sentence, field="hub")
    return make_once(Expression.objects, refusal, call=call, hub=hub, status=ExpressionStatus.DRAFT)
