"""Writing the text of a plan."""

from django.db import transaction
from django.utils import timezone

from actionplans.models import Section
from actionplans.operations.writing import keep_count, take_the_pen, tidy
from twinning.accounts.models import User
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace


@transaction.atomic
def revise_section(section: Section, *, body: str, version: int, by: User) -> None:
    """Store the text, unless somebody stored another one since `version` was opened.

    What stands there already is not stored again: pressing a button twice is no conflict.
    """
    take_the_pen(section.plan, by=by)
    if Section.objects.filter(pk=section.pk, body=tidy(body)).exists():
        return
    save_version(section, opened=version, body=tidy(body), edited_by=by, edited_at=timezone.now())
    keep_count(section.plan)
    leave_trace(section, "revise", by=by, version=section.version)
