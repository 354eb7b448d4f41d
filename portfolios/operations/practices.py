"""Good practices, as their sources tell them."""

from typing import Any

from django.db import transaction

from portfolios.models import Practice
from twinning.accounts.models import User
from twinning.core.importing import Outcome
from twinning.core.words import plain
from twinning.trail.rows import settle

WORDS = ("title", "owner", "theme", "summary", "figures", "programme")


@transaction.atomic
def adopt_practice(practice_id: str, *, by: User | None, **facts: Any) -> Outcome:
    """Make the practice be as the facts say: done twice it changes nothing."""
    stored = Practice.objects.filter(practice_id=practice_id).first() or Practice()
    words = [facts.get(name, getattr(stored, name)) for name in WORDS]
    return settle(Practice, {"practice_id": practice_id}, facts | {"search": plain(*words)}, by=by)
