"""What happens below the trail and is to be found in it all the same."""

from typing import Any

from django.dispatch import receiver

from twinning.accounts.models import User
from twinning.accounts.signals import role_changed
from twinning.trail.operations import leave_trace


@receiver(role_changed)
def trace_role(sender: Any, user: User, before: str, after: str, by: User | None, **kwargs: Any) -> None:
    leave_trace(user, "change_role", by=by, before=before, after=after)
