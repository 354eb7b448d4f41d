"""The page behind the link of an invitation, for whoever opens it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import Invitation
from hubs.operations.memberships import accept_invitation, withdraw_invitation
from hubs.states import INVITATION, InvitationStatus
from twinning.core.steps import step
from twinning.core.web import permitted


def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The invited person accepts here; anybody else learns nothing, not even whether it exists."""
    if not request.user.is_authenticated:
        return render(request, "hubs/invitation_door.html", {"here": request.path})
    visible = Invitation.objects.visible_to(request.user).select_related("hub", "invited_by")
    this = visible.filter(pk=pk).first()
    if this is None:
        return render(request, "hubs/invitation_of_another.html", {"here": request.path}, status=404)
    context = {
        "invitation": this,
        "is_mine": permitted(request.user, "hubs.accept_invitation", this),
        "is_late": this.status == InvitationStatus.SENT and this.expires_at <= timezone.now(),
    }
    return render(request, "hubs/invitation.html", context)


accept = step(INVITATION, "accept", Invitation, accept_invitation, done=_("Welcome. You are in."))
withdraw = step(
    INVITATION,
    "withdraw",
    Invitation,
    withdraw_invitation,
    explains=_("The link in the letter then leads nowhere."),
    done=_("The invitation is withdrawn."),
)
