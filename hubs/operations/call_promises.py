"""What a published call has promised, and may not take back."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import Call, Score
from hubs.states import CallStatus
from twinning.core.errors import Refused

# How marks become a ranking is announced with the call: hubs apply knowing it.
RULES_OF_RANKING = ("threshold", "weighting", "tie_break")
RULES_OF_MARKING = (
    "comments_required",
    "blind_hubs",
    "blind_reviewers",
    "shares_reviews",
)


def refuse_promised(stored: Call, changes: Mapping[str, Any]) -> None:
    """Refuse what may not change any more of a call as it is stored."""
    moved = {name for name, wanted in changes.items() if getattr(stored, name) != wanted}
    if stored.status == CallStatus.DRAFT:
        return
    if "slug" in moved:
        raise Refused(_("The address of a published call stays."), field="slug")
    if "time_zone" in moved:
        raise Refused(
            _("The deadline of a published call is told in this time zone: it stays."), field="time_zone"
        )
    if "closes_at" in moved:
        raise Refused(
            _("The deadline of a published call is only moved by extending it, with a reason."),
            field="closes_at",
        )
    if "opens_at" in moved and stored.opens_at <= timezone.now():
        raise Refused(_("The call has opened already."), field="opens_at")
    if rules := [name for name in RULES_OF_RANKING if name in moved]:
        raise Refused(
            _("This call is published: hubs apply knowing how marks are reckoned, which stays."),
            field=rules[0],
        )
    _refuse_new_rules(stored, moved)


def _refuse_new_rules(stored: Call, moved: set[str]) -> None:
    rules = [name for name in RULES_OF_MARKING if name in moved]
    if rules and Score.objects.filter(criterion__call=stored, mark__isnull=False).exists():
        raise Refused(_("Marks have been given under this rule: it cannot change any more."), field=rules[0])
