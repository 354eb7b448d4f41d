"""What waits for a person in the selection, put together: invitations, hubs to look at, questions, …"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.mine import written_by
from hubs.models import Clarification, Hub, Invitation
from hubs.states import HubStatus
from hubs.waiting.applications import applications, late_drafts, late_drafts_told
from hubs.waiting.evaluation import waiting_for_office, waiting_for_reviewer
from hubs.waiting.pairings import pairings_to_answer, pairings_told
from hubs.waiting.pulses import pulses_of_concern, pulses_to_answer, pulses_told
from twinning.accounts.models import Role
from twinning.core.waiting import Sort, Waiting, told


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
    yield Sort(lambda _: applications(user))
    if user.role == Role.REVIEWER:
        yield Sort(lambda _: waiting_for_reviewer(user))
    if user.works_in_office:
        yield Sort(lambda _: waiting_for_office(user))
        yield Sort(lambda _: pulses_of_concern(user))
    if written := written_by(user):
        yield Sort(late_drafts_told, late_drafts(written))
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
