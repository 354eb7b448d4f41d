"""Inviting colleagues to a hub, and what they may do in it."""

from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import Hub, Invitation, Membership, MembershipRole
from hubs.states import INVITATION, AssignmentStatus, ExpressionStatus, InvitationStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace

VALID_FOR = timedelta(days=14)
# Letters go to addresses that somebody types: nobody may flood strangers with them, neither with one
# hub nor with several, and withdrawing what was sent makes no room for more on the same day.
MOST_WAITING = 30
MOST_A_DAY = 60


@transaction.atomic
def invite_colleague(hub: Hub, *, email: str, role: str, by: User) -> Invitation:
    """Offer a place in the hub to whoever owns the address; the letter is valid for 14 days."""
    email = email.strip().lower()
    _refuse_unknown_role(role)
    if Membership.objects.filter(hub=hub, user__email__iexact=email).exists():
        raise Refused(_("This person is already among your colleagues here."), field="email")
    _withdraw_expired(hub, email, by=by)
    _refuse_too_many(hub, by=by)
    invitation = _send_to(hub, email, role, by)
    leave_trace(hub, "invite", by=by, invitation=invitation.pk, role=role)
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    write_letter("hubs.invitation", to=person or email, about=invitation.pk, language=by.language)
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User) -> Membership:
    """Join the hub; only for the person to whom the letter was written, and in time."""
    if by.email.casefold() != invitation.email.casefold():
        raise Refused(_("This invitation was written to another address."))
    if invitation.expires_at <= timezone.now():
        raise Refused(_("This invitation is no longer valid. Ask for a new one."))
    _refuse_reviewer(invitation.hub, by)
    INVITATION.take(invitation, "accept")
    membership, _is_new = Membership.objects.get_or_create(
        hub=invitation.hub, user=by, defaults={"role": invitation.role}
    )
    leave_trace(invitation.hub, "join", by=by, role=membership.role)
    return membership


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """Make the letter's link worthless."""
    INVITATION.take(invitation, "withdraw")
    leave_trace(invitation.hub, "uninvite", by=by, invitation=invitation.pk)


@transaction.atomic
def change_membership(membership: Membership, *, role: str, by: User) -> None:
    """Give a colleague another role; a hub always keeps a manager."""
    _refuse_unknown_role(role)
    _hold(membership)
    if role != MembershipRole.MANAGER:
        _refuse_the_last_manager(membership)
    Membership.objects.filter(pk=membership.pk).update(role=role)
    membership.role = role
    leave_trace(membership.hub, "change_role", by=by, person=membership.user_id, role=role)


@transaction.atomic
def remove_membership(membership: Membership, *, by: User) -> None:
    """Take a colleague out of the hub; a hub always keeps a manager."""
    _hold(membership)
    _refuse_the_last_manager(membership)
    Membership.objects.filter(pk=membership.pk).delete()
    leave_trace(membership.hub, "remove", by=by, person=membership.user_id)


def _refuse_reviewer(hub: Hub, person: User) -> None:
    """Marks that were handed in would go on counting: whoever gave them declares their conflict first."""
    asked = person.assignments.exclude(status__in=[AssignmentStatus.RECUSED, AssignmentStatus.DISMISSED])
    if asked.filter(expression__hub=hub, expression__status=ExpressionStatus.SUBMITTED).exists():
        raise Refused(_("You were asked to evaluate this hub. Declare your conflict of interest first."))


def _refuse_unknown_role(role: str) -> None:
    if role not in MembershipRole.values:
        raise Refused(_("There is no such role."), field="role")


def _refuse_too_many(hub: Hub, *, by: User) -> None:
    if Invitation.objects.waiting().filter(hub=hub).count() >= MOST_WAITING:
        raise Refused(_("Too many invitations are waiting. Withdraw some that are no longer needed."))
    theirs = models.Q(hub=hub) if by.works_in_office else models.Q(hub=hub) | models.Q(invited_by=by)
    today = Invitation.objects.filter(theirs, sent_at__gt=timezone.now() - timedelta(days=1))
    if today.count() >= MOST_A_DAY:
        raise Refused(_("Too many invitations were sent today. Please go on tomorrow."))


def _withdraw_expired(hub: Hub, email: str, *, by: User) -> None:
    """An invitation that ran out must not stand in the way of a new one."""
    ran_out = Invitation.objects.filter(
        hub=hub, email=email, status=InvitationStatus.SENT, expires_at__lte=timezone.now()
    )
    for invitation in ran_out:
        withdraw_invitation(invitation, by=by)


def _send_to(hub: Hub, email: str, role: str, by: User) -> Invitation:
    try:
        with transaction.atomic():
            return Invitation.objects.create(
                hub=hub, email=email, role=role, invited_by=by, expires_at=timezone.now() + VALID_FOR
            )
    except IntegrityError as twice:
        raise Refused(_("This person has an invitation that is still waiting."), field="email") from twice


def _hold(membership: Membership) -> None:
    """Two managers who act on each other at once wait here; the second sees what the first did."""
    Hub.objects.select_for_update().get(pk=membership.hub_id)
    if not Membership.objects.filter(pk=membership.pk).exists():
        raise Refused(_("This person has left the hub already."))
    membership.refresh_from_db(fields=["role"])


def _refuse_the_last_manager(membership: Membership) -> None:
    if membership.role != MembershipRole.MANAGER:
        return
    others = Membership.objects.filter(
        hub=membership.hub_id, role=MembershipRole.MANAGER, user__is_active=True
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise Refused(_("A hub needs a manager. Make somebody else a manager first."), field="role")
