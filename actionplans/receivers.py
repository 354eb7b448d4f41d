"""What plans do when something happens below them, in the same transaction."""

from typing import Any

from django.dispatch import receiver

from actionplans.operations.plans import open_plan
from hubs.models import Twinning
from hubs.signals import twinning_formed
from twinning.accounts.models import User


@receiver(twinning_formed, dispatch_uid="actionplans.open_plan")
def open_the_plan(sender: Any, twinning: Twinning, by: User | None, **more: Any) -> None:
    open_plan(twinning, by=by)
