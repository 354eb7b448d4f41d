"""The statuses of a call, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class CallStatus(TextChoices):
    DRAFT = "draft", _("in preparation")
    PUBLISHED = "published", _("published")
    RELEASED = "released", _("decisions released")
    ARCHIVED = "archived", _("archived")


C = CallStatus

CALL = Lifecycle(
    "hubs",
    "call",
    CallStatus,
    publish=Step(C.DRAFT, to=C.PUBLISHED, label=_("Publish")),
    release=Step(C.PUBLISHED, to=C.RELEASED, label=_("Release decisions")),
    archive=Step(C.PUBLISHED, C.RELEASED, to=C.ARCHIVED, label=_("Archive"), grave=True),
)
