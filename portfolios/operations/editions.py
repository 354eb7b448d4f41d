"""Printing editions: each once, by one worker at a time, and never lost."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portfolios.models import Edition
from portfolios.printing import printed
from portfolios.states import EDITION, EditionStatus
from portfolios.tasks import print_edition as ask_worker
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.files import keep
from twinning.trail.operations import leave_trace

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 5


def print_edition(edition: Edition) -> None:
    """Claim the edition, print it, and keep the file.

    Whatever goes wrong on the way leaves the row as claimed: when its lease has ended the clock
    frees it for another attempt, and after some it is given up for the office to see.
    """
    try:
        EDITION.take(edition, "claim", due_at=timezone.now() + LEASE, attempts=edition.attempts + 1)
    except Refused:
        return  # another worker has it, or it is printed
    content = printed(edition)
    # Named after the attempt, so that a file half written by a worker that died is never taken for this one.
    name = f"editions/{edition.portfolio.slug}-{edition.number}-{edition.digest[:12]}-{edition.attempts}.pdf"
    file = keep(name, content)
    try:
        EDITION.take(edition, "confirm", file=file, size=len(content), printed_at=timezone.now())
    except Refused:
        logger.warning("edition %s was printed after its lease had ended", edition.pk)


@transaction.atomic
def requeue_overdue_editions(*, most: int = 100) -> list[int]:
    """Free what dead workers held and give up what keeps failing; the ids of those to print now."""
    now = timezone.now()
    overdue = Edition.objects.overdue(before=now - timedelta(seconds=30))
    held = overdue.filter(status=EditionStatus.PRINTING)
    for edition in held.filter(attempts__gte=MOST_ATTEMPTS):
        with suppress(Refused):  # it was printed just now
            EDITION.take(edition, "give_up")
            logger.error("edition %s could not be printed", edition.pk)
    for edition in held.filter(attempts__lt=MOST_ATTEMPTS):
        with suppress(Refused):
            EDITION.take(edition, "release", due_at=now - timedelta(minutes=1))
    return list(overdue.filter(status=EditionStatus.QUEUED).values_list("pk", flat=True)[:most])


@transaction.atomic
def reprint_edition(edition: Edition, *, by: User | None) -> None:
    """Print it once more, after it failed or its file was lost."""
    EDITION.take(edition, "reprint", due_at=timezone.now(), attempts=0)
    leave_trace(edition, "reprint", by=by)
    ask_worker.delay_on_commit(edition_id=edition.pk)
