"""Printing editions: each once, by one worker at a time, and never lost."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portfolios.models import Edition
from portfolios.printing import printed
from portfolios.states import EDITION
from portfolios.tasks import print_edition as ask_worker
from twinning.accounts.models import User
from twinning.core.files import keep
from twinning.core.leases import Lease
from twinning.trail.operations import leave_trace

LEASE = Lease(EDITION, length=timedelta(minutes=5), most_attempts=5)


def print_edition(edition: Edition) -> None:
    """Claim the edition, print it, and keep the file."""
    if not LEASE.claim(edition):
        return
    content = printed(edition)
    # Named after the attempt, so that a file half written by a worker that died is never taken for this one.
    name = f"editions/{edition.portfolio.slug}-{edition.number}-{edition.digest[:12]}-{edition.attempts}.pdf"
    LEASE.confirm(edition, file=keep(name, content), size=len(content), printed_at=timezone.now())


def requeue_overdue_editions(*, most: int = 100) -> list[int]:
    """Free what dead workers held and give up what keeps failing; the ids of those to print now."""
    return LEASE.requeue(Edition.objects.all(), most=most)


@transaction.atomic
def reprint_edition(edition: Edition, *, by: User | None) -> None:
    """Print it once more, after it failed or its file was lost."""
    EDITION.take(edition, "reprint", due_at=timezone.now(), attempts=0)
    leave_trace(edition, "reprint", by=by)
    ask_worker.delay_on_commit(edition_id=edition.pk)
