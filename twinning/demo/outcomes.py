"""What evaluators tell the sample hubs, the order of the sample reserve, and one request for redress."""

from datetime import timedelta

from django.utils import timezone

from hubs.models import Call, Decision, Expression, Outcome
from hubs.operations.decisions import decide_expression, propose_decisions
from hubs.operations.redress import file_redress, reject_redress
from hubs.operations.releasing import release_call
from hubs.operations.reserve import order_reserve
from twinning.accounts.models import User
from twinning.demo.clock import happening

TIE = "Sample reason: the panel kept it in reserve after a discussion of the tie."
ORDER = "Sample reason: the panel puts the hub with the shorter way to the network first."
TO_HUBS = [
    "Sample comment: the offer is clear and the team knows its region. Say more about who pays after the first year.",
    "Sample comment: the experience with start-ups is strong. The use of the network stays general.",
    "Sample comment: a good plan for the first months. The timetable for the pilots is tight.",
]
ON_CRITERIA = [
    "Sample comment: the figures are believable and come from the hub's own work.",
    "Sample comment: it would help to see how the results are followed.",
    "Sample comment: convincing, with a named partner for each step.",
]
COMPLAINT = (
    "Sample request: we believe that the answer on our connection was not read, because the summary does not"
    " speak of it."
)
FINDING = (
    "Sample finding: all three evaluators had the answer before them, and one names it in the notes for the"
    " panel. The procedure was followed."
)


def decide(call: Call, *, by: User) -> None:
    """The ranking proposes; what it leaves open is decided by hand; all hear at one moment."""
    propose_decisions(call, by=by)
    for expression in call.expressions.filter(decision=None).select_related("hub", "call"):
        decide_expression(expression, outcome=Outcome.RESERVE, reason=TIE, by=by)
    _order(call, by=by)
    release_call(call, by=by)


def _order(call: Call, *, by: User) -> None:
    """In the first region with two or more in reserve the last two change places."""
    for region in call.places.values_list("region_id", flat=True):
        reserve = Decision.objects.filter(expression__call=call, expression__hub__region=region).in_reserve()
        order = list(reserve.values_list("expression_id", flat=True))
        if len(order) > 1:
            order[-2:] = reversed(order[-2:])
            order_reserve(call, region=region, order=order, reason=ORDER, by=by)
            return


def complain(call: Call, *, by: User, speakers: dict[str, User]) -> None:
    """One hub without a place asks for redress, and is answered."""
    without = Expression.objects.filter(call=call).exclude(decision__outcome=Outcome.SELECTED)
    expression = without.select_related("hub", "call").order_by("-decision__outcome", "pk").first()
    if expression is None:
        return
    now = timezone.now()
    redress = file_redress(expression, text=COMPLAINT, by=speakers[expression.hub.slug])
    with happening(now + timedelta(days=6)):
        reject_redress(redress, finding=FINDING, by=by)
