"""What waits for a person in the selection: invitations, hubs to look at, drafts, open calls, questions."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.mine import Mine, hubs_of, written_by
from hubs.models import Call, Clarification, Expression, Hub, Invitation
from hubs.states import ExpressionStatus, HubStatus
from hubs.waiting_evaluation import waiting_for_office, waiting_for_reviewer
from hubs.waiting_pairings import pairings_to_answer, pairings_told
from hubs.waiting_pulses import pulses_of_concern, pulses_to_answer, pulses_told
from twinning.accounts.models import Role
from twinning.core.keeping import until_public_change
from twinning.core.waiting import Sort, Waiting, told

BEGUN = ("call", "hub", "pk", "status")
COLUMNS = ("pk", "slug", "title", "closes_at", "places__region", "places__number")


class OpenCall(NamedTuple):
    """A call that hubs of these regions may apply to."""

    pk: int
    slug: str
    title: str
    closes_at: datetime
    regions: set[int]


def waiting_for(user: Any) -> list[Waiting]:
    """All of it, in no particular order."""
    return list(told(sorts(user)))


def sorts(user: Any) -> Iterator[Sort]:
    """What can wait for a person of this part in the programme."""
    if not user.is_authenticated:
        return
    yield Sort(_invitations, Invitation.objects.waiting().filter(email__iexact=user.email))
    if user.works_in_office:
        yield Sort(_new_hubs, Hub.objects.filter(status=HubStatus.NEW))
    yield Sort(lambda _: _expressions(user))
    if user.role == Role.REVIEWER:
        yield Sort(lambda _: waiting_for_reviewer(user))
    if user.works_in_office:
        yield Sort(lambda _: waiting_for_office(user))
        yield Sort(lambda _: pulses_of_concern(user))
    if written := written_by(user):
        yield Sort(_questions, Clarification.objects.open().filter(expression__hub__in=written))
        yield Sort(pairings_told, pairings_to_answer(user))
        yield Sort(pulses_told, pulses_to_answer(user))


def _invitations(waiting: Any) -> Iterator[Waiting]:
    for invitation in waiting.select_related("hub"):
        yield Waiting(
            title=_("Join %(hub)s") % {"hub": invitation.hub},
            url=invitation.get_absolute_url(),
            due_at=invitation.expires_at,
            kind=_("invitation"),
        )


def _new_hubs(new: Any) -> Iterator[Waiting]:
    number = new.count()
    words = ngettext("%(number)d new hub to list", "%(number)d new hubs to list", number)
    yield Waiting(
        title=words % {"number": number},
        url=f"{reverse('hubs:hubs')}?status={HubStatus.NEW}",
        kind=_("hubs"),
    )


def _expressions(user: Any) -> Iterator[Waiting]:
    """For each open call and each hub that the person writes for: the draft, or that there is none."""
    hubs = [hub for hub in hubs_of(user) if hub.writes]
    calls = until_public_change("calls to apply to", _open_calls) if hubs else []
    begun = Expression.objects.filter(call__in=[call.pk for call in calls], hub__in=[hub.pk for hub in hubs])
    found = {(call, hub): (pk, status) for call, hub, pk, status in begun.values_list(*BEGUN)}
    for call in calls:
        for hub in hubs:
            expression, status = found.get((call.pk, hub.pk), (None, ""))
            if expression is None and hub.region in call.regions:
                yield _to_apply(call, hub)
            elif expression is not None and status == ExpressionStatus.DRAFT:
                yield _to_submit(expression, call, hub)


def _open_calls() -> list[OpenCall]:
    """With the regions in which they have places, in one query."""
    found: dict[int, OpenCall] = {}
    for *call, region, number in Call.objects.open().order_by("-closes_at", "pk").values_list(*COLUMNS):
        regions = found.setdefault(call[0], OpenCall(*call, set())).regions
        if number:
            regions.add(region)
    return list(found.values())


def _questions(asked: Any) -> Iterator[Waiting]:
    """What the office asks about the applications of the hubs that the person writes for."""
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


def _to_apply(call: OpenCall, hub: Mine) -> Waiting:
    return Waiting(
        title=_("Apply with %(hub)s") % {"hub": hub.name},
        url=reverse("hubs:call", kwargs={"slug": call.slug}),
        due_at=call.closes_at,
        note=call.title,
        kind=_("open call"),
    )


def _to_submit(expression: int, call: OpenCall, hub: Mine) -> Waiting:
    return Waiting(
        title=_("Finish and submit the expression of interest of %(hub)s") % {"hub": hub.name},
        url=reverse("hubs:expression", kwargs={"pk": expression}),
        due_at=call.closes_at,
        note=call.title,
        kind=_("draft"),
    )
