"""What the plans of another programme would have differently."""

from typing import Any

from django.db import transaction

from actionplans.models import SectionKind
from twinning.accounts.models import User
from twinning.core.importing import Outcome
from twinning.trail.rows import settle


@transaction.atomic
def settle_section_kind(code: str, *, by: User | None, **words: Any) -> Outcome:
    """Name a section that every plan opened from now on will have."""
    return settle(SectionKind, {"code": code}, words, by=by)
