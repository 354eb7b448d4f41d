"""What is written about hubs and who belongs to them."""

from typing import Any

from django.urls import reverse

from hubs.models import (
    Hub,
    Invitation,
)
from twinning.accounts.models import User
from twinning.core.letters import letter, link


@letter("hubs.invitation")
def invitation(about: int) -> dict[str, Any]:
    """To a colleague; whoever has no account yet is led to make one first."""
    invited = Invitation.objects.select_related("hub", "invited_by").get(pk=about)
    door = invited.get_absolute_url()
    has_account = User.objects.filter(email__iexact=invited.email).exists()
    if not has_account:
        door = f"{reverse('account_signup')}?next={door}"
    return {"invitation": invited, "has_account": has_account, "door": link(door)}


@letter("hubs.hub_registered")
def hub_registered(about: int) -> dict[str, Any]:
    """To the office: somebody has registered a hub, which waits to be listed."""
    hub = Hub.objects.select_related("region").get(pk=about)
    return {"hub": hub, "door": link(hub.get_absolute_url())}
