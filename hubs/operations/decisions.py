"""Deciding who is selected; nobody outside the office sees it before the call is released."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.evaluation.ranking import proposal
from hubs.models import Call, Decision, Expression, Ineligibility, Outcome, Standing
from hubs.models.conflict import conflicted_with
from hubs.operations.conflicts import refuse_conflicted
from hubs.operations.entitled import refuse_unless_office
from hubs.operations.outbox import draft_letters
from hubs.operations.reserve import in_order_of_ranking, put_reserve, refuse_unless_deciding, with_its_place
from hubs.states import ExpressionStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace

Outcomes = dict[int, str]  # by expression


@transaction.atomic
def propose_decisions(call: Call, *, by: User) -> list[Decision]:
    """Decide by ranking and places: selected, then reserve in order, below a threshold not selected.

    Decisions made by hand stay and use up places. What the ranking alone cannot decide stays open:
    applications that nobody has evaluated, and a tie across the last place. The reserve is put back
    into the order of the ranking.
    """
    refuse_unless_office(by)
    refuse_unless_deciding(call)
    Decision.objects.filter(expression__call=call, by_hand=False).delete()
    now = timezone.now()
    said = said_by_ranking(call)
    proposed = Decision.objects.bulk_create(
        Decision(
            expression_id=one, outcome=outcome, proposed=said.get(one, ""), decided_by=by, decided_at=now
        )
        for one, outcome in outcomes_left(call).items()
    )
    for region in call.places.values_list("region_id", flat=True):
        put_reserve(call, in_order_of_ranking(call, region))
    counted = Counter(str(decision.outcome) for decision in proposed)
    leave_trace(call, "propose_decisions", by=by, **counted)
    draft_letters(call)
    return proposed


def said_by_ranking(call: Call, region: int | None = None) -> Outcomes:
    """What the ranking alone says of each application, as if nothing were decided by hand; "" where it
    cannot decide.
    """
    standings = Standing.objects.filter(call=call)
    if region is not None:
        standings = standings.filter(region=region)
    return _propose(_ranked(standings), dict(call.places.values_list("region_id", "number")))


def outcomes_left(call: Call) -> Outcomes:
    """What the ranking says of those that nobody has decided upon by hand, with the places left."""
    by_hand = Decision.objects.filter(
        expression__call=call, expression__status=ExpressionStatus.SUBMITTED, by_hand=True
    )
    taken = Counter(
        by_hand.filter(outcome=Outcome.SELECTED).values_list("expression__hub__region_id", flat=True)
    )
    rest = Standing.objects.filter(call=call).exclude(expression__in=by_hand.values("expression"))
    places = call.places.values_list("region_id", "number")
    left = {region: max(0, number - taken[region]) for region, number in places}
    said = _propose(_ranked(rest), left)
    return {expression: outcome for expression, outcome in said.items() if outcome}


Ranked = dict[int, list[tuple[int, str, bool]]]  # by region: expression, key, passed


def _ranked(standings: Any) -> Ranked:
    ranked: Ranked = {}
    rows = standings.exclude(key="").best_first()
    for region, *one in rows.values_list("region_id", "expression_id", "key", "passed"):
        ranked.setdefault(region, []).append(tuple(one))
    return ranked


def _propose(ranked: Ranked, places: Mapping[int, int]) -> Outcomes:
    found: Outcomes = {}
    for region, standings in ranked.items():
        outcomes = proposal([(key, passed) for _one, key, passed in standings], places.get(region, 0))
        found |= {one: outcome for (one, *_rest), outcome in zip(standings, outcomes, strict=True)}
    return found


@transaction.atomic
def decide_expression(expression: Expression, *, outcome: str, reason: str, by: User) -> Decision:
    """Decide by hand; where it differs from the ranking, or the ranking says nothing, with a reason."""
    refuse_unless_office(by)
    refuse_unless_deciding(expression.call)
    if not Expression.objects.filter(pk=expression.pk, status=ExpressionStatus.SUBMITTED).exists():
        raise Refused(_("This application is not in the race."))
    refuse_conflicted(expression, by)
    if outcome not in Outcome.values:
        raise Refused(_("There is no such outcome."), field="outcome")
    said = said_by_ranking(expression.call, expression.hub.region_id).get(expression.pk, "")
    _refuse_without_reason(said, outcome, reason, tells=not _hides(expression, by))
    _refuse_unfit(expression, outcome)
    decided = {"outcome": outcome, "proposed": said, "by_hand": True, "reason": reason.strip()}
    decided |= {"decided_by": by, "decided_at": timezone.now()}
    decision, _is_new = Decision.objects.update_or_create(expression=expression, defaults=decided)
    put_reserve(expression.call, with_its_place(expression))
    told = {"outcome": outcome, "reason": reason.strip(), "said_by_ranking": said}
    leave_trace(expression, "decide", by=by, **told, decided_at=decision.decided_at.isoformat())
    draft_letters(expression.call, only=[expression.pk])
    decision.refresh_from_db()
    return decision


def _hides(expression: Expression, person: User) -> bool:
    """Whether something that is ranked with this application is hidden from the person."""
    beside = Standing.objects.filter(call=expression.call_id, region=expression.hub.region_id)
    return beside.filter(expression__in=conflicted_with(person)).exists()


def _refuse_without_reason(said: str, outcome: str, reason: str, *, tells: bool) -> None:
    if reason.strip() or (tells and said == outcome):
        return
    if not tells:
        sentence = _(
            "Give the reason for your decision. An application of this region is hidden from you, so you are"
            " not told what the ranking says."
        )
        raise Refused(sentence, field="reason")
    if said:
        sentence = _("The ranking says “%(said)s”: give the reason for another decision.")
        raise Refused(sentence % {"said": Outcome(said).label}, field="reason")
    raise Refused(_("The ranking cannot decide here: give the reason for your decision."), field="reason")


def _refuse_unfit(expression: Expression, outcome: str) -> None:
    if outcome == Outcome.NOT_SELECTED:
        return
    if Standing.objects.filter(expression=expression, passed=False).exclude(key="").exists():
        raise Refused(_("This application is below a threshold: it cannot be selected."), field="outcome")
    if Ineligibility.objects.filter(expression=expression).exists():
        raise Refused(_("This application is not eligible: it cannot be selected."), field="outcome")
