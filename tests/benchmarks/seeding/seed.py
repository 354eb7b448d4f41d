"""All of it in one transaction, and where to look at it."""

from dataclasses import dataclass

from django.db import transaction

from hubs.models import Call, Evaluation, Expression, Pairing, Twinning
from hubs.states import PairingStatus
from portfolios.models import Portfolio
from tests.benchmarks.seeding.ground import lay_ground
from tests.benchmarks.seeding.meetings import hold_events
from tests.benchmarks.seeding.offers import publish_portfolios, tell_practices
from tests.benchmarks.seeding.running import reckon, take_pulses
from tests.benchmarks.seeding.selection import form_twinnings, hold_calls
from twinning.accounts.models import User


@dataclass(frozen=True)
class Seeded:
    """The people, by their part, and what addresses are made of."""

    people: dict[str, User]
    keys: dict[str, str | int]


def first_evaluation(call: Call, reviewer: User) -> int:
    theirs = Evaluation.objects.filter(assignment__reviewer=reviewer, assignment__expression__call__in=[call])
    return theirs.order_by("pk").values_list("pk", flat=True)[0]


@transaction.atomic
def seed(size: int, *, calls: int) -> Seeded:
    """As many hubs, each with an application, a portfolio and a twinning, and as many events."""
    ground = lay_ground(size)
    closed = hold_calls(ground, calls)
    plan = form_twinnings(ground, closed)
    take_pulses()
    reckon(closed)
    publish_portfolios(ground)
    tell_practices(size)
    hold_events(ground, size)
    people = {"ines": ground.ines, "carla": ground.carla, "rosa": ground.reviewers[0]}
    hub = ground.hubs[1]
    handed_in = Expression.objects.get(call=closed, hub=ground.hubs[0])
    keys = {
        "hub": hub.slug,
        "call": closed.slug,
        "call_pk": closed.pk,
        "expression": handed_in.pk,
        "submission": handed_in.submission_id,
        "draft": Expression.objects.get(call__slug="open", hub=ground.hubs[0]).pk,
        "evaluation": first_evaluation(closed, ground.reviewers[0]),
        "event": "event-0",
        "portfolio": Portfolio.objects.values_list("slug", flat=True).get(hub=hub),
        "twinning": Twinning.objects.values_list("pk", flat=True)[0],
        "plan": plan.pk,
        "pairing": Pairing.objects.get(status=PairingStatus.PROPOSED).pk,
    }
    return Seeded(people, keys)
