"""The statuses of a hub, and of an invitation into it, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class HubStatus(TextChoices):
    NEW = "new", _("new")
    LISTED = "listed", _("listed")
    HIDDEN = "hidden", _("hidden")


HUB = Lifecycle(
    "hubs",
    "hub",
    HubStatus,
    list=Step(HubStatus.NEW, HubStatus.HIDDEN, to=HubStatus.LISTED, label=_("List publicly")),
    hide=Step(HubStatus.NEW, HubStatus.LISTED, to=HubStatus.HIDDEN, label=_("Hide"), grave=True),
)


class InvitationStatus(TextChoices):
    SENT = "sent", _("sent")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")


INVITATION = Lifecycle(
    "hubs",
    "invitation",
    InvitationStatus,
    accept=Step(InvitationStatus.SENT, to=InvitationStatus.ACCEPTED, label=_("Accept")),
    withdraw=Step(InvitationStatus.SENT, to=InvitationStatus.WITHDRAWN, label=_("Withdraw"), grave=True),
)
