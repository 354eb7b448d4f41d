"""What waits for a person in the selection: invitations, hubs to look at, drafts, open calls, questions."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.models import Call, Clarification, Expression, Hub, Invitation, LateEntry, Membership
from hubs.states import CallStatus, ExpressionStatus, HubStatus
from hubs.waiting.evaluation import waiting_for_office, waiting_for_reviewer
from hubs.waiting.pairings import pairings_to_answer
from hubs.waiting.pulses import pulses_of_concern, pulses_to_answer
from twinning.accounts.models import Role
from twinning.core.waiting import Waiting


def waiting_for(user: Any) -> list[Waiting]:
    """All of it, in no particular order."""
    if not user.is_authenticated:
        return []
    things = [*_invitations(user), *_new_hubs(user), *_expressions(user)]
    if user.role == Role.REVIEWER:
        things += waiting_for_reviewer(user)
    if user.works_in_office:
        things += [*waiting_for_office(user), *pulses_of_concern(user)]
    things += [*_questions(user), *pairings_to_answer(user), *pulses_to_answer(user)]
    return things


def _invitations(user: Any) -> Iterator[Waiting]:
    for invitation in Invitation.objects.waiting().filter(email__iexact=user.email).select_related("hub"):
        yield Waiting(
            title=_("Join %(hub)s") % {"hub": invitation.hub},
            url=invitation.get_absolute_url(),
            due_at=invitation.expires_at,
            kind=_("invitation"),
        )


def _new_hubs(user: Any) -> Iterator[Waiting]:
    if not user.works_in_office:
        return
    if number := Hub.objects.filter(status=HubStatus.NEW).count():
        words = ngettext("%(number)d new hub to list", "%(number)d new hubs to list", number)
        url = f"{reverse('hubs:hubs')}?status={HubStatus.NEW}"
        yield Waiting(title=words % {"number": number}, url=url, kind=_("hubs"))


def _expressions(user: Any) -> Iterator[Waiting]:
    """For each open call and each hub that the person writes for: the draft, or that there is none."""
    hubs = [place.hub for place in Membership.objects.filter(user=user).writers().select_related("hub")]
    calls = list(Call.objects.open().prefetch_related("places")) if hubs else []
    begun = {
        (expression.call_id, expression.hub_id): expression
        for expression in Expression.objects.filter(call__in=calls, hub__in=hubs).select_related(
            "hub", "call"
        )
    }
    for call in calls:
        regions = {place.region_id for place in call.places.all() if place.number}
        for hub in hubs:
            expression = begun.get((call.pk, hub.pk))
            if expression is None and hub.region_id in regions:
                yield _to_apply(call, hub)
            elif expression is not None and expression.status == ExpressionStatus.DRAFT:
                yield _to_submit(expression, call.closes_at)
    yield from _let_in_late(hubs)


def _let_in_late(hubs: list[Hub]) -> Iterator[Waiting]:
    """Drafts in calls that have closed for everybody else."""
    held = LateEntry.objects.holding().filter(call=OuterRef("call"), hub=OuterRef("hub"))
    drafts = Expression.objects.filter(Exists(held), hub__in=hubs, status=ExpressionStatus.DRAFT)
    late = drafts.filter(call__status=CallStatus.PUBLISHED, call__closes_at__lte=timezone.now())
    for expression in late.select_related("hub", "call") if hubs else ():
        yield _to_submit(expression, expression.deadline)


def _questions(user: Any) -> Iterator[Waiting]:
    """What the office asks about the applications of the hubs that the person writes for."""
    hubs = Membership.objects.filter(user=user).writers().values("hub")
    asked = Clarification.objects.open().filter(expression__hub__in=hubs)
    for one in asked.select_related("expression__hub", "expression__call"):
        if one.is_typed:
            words = _("Send your answer about %(hub)s: it is typed, and not sent")
        else:
            words = _("Answer the question about %(hub)s")
        yield Waiting(
            title=words % {"hub": one.expression.hub},
            url=one.get_absolute_url(),
            due_at=one.due_at,
            note=one.expression.call.title,
            kind=_("question"),
        )


def _to_apply(call: Call, hub: Hub) -> Waiting:
    return Waiting(
        title=_("Apply with %(hub)s") % {"hub": hub},
        url=call.get_absolute_url(),
        due_at=call.closes_at,
        note=call.title,
        kind=_("open call"),
    )


def _to_submit(expression: Expression, due_at: datetime) -> Waiting:
    return Waiting(
        title=_("Finish and submit the expression of interest of %(hub)s") % {"hub": expression.hub},
        url=expression.get_absolute_url(),
        due_at=due_at,
        note=expression.call.title,
        kind=_("draft"),
    )
