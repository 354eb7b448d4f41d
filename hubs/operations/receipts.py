"""Printing receipts: each once, by one worker at a time, and never lost."""

from datetime import timedelta

from hubs.application.receipts import printed
from hubs.models import Submission
from hubs.states import SUBMISSION
from twinning.core.files import keep
from twinning.core.leases import Lease

LEASE = Lease(SUBMISSION, length=timedelta(minutes=5), most_attempts=5)


def print_submission(submission: Submission) -> None:
    """Claim the receipt, print it, and keep the file."""
    if LEASE.claim(submission):
        name = f"receipts/{submission.pk}-{submission.digest[:16]}-{submission.attempts}.pdf"
        LEASE.confirm(submission, file=keep(name, printed(submission)))


def requeue_overdue_submissions(*, most: int = 200) -> list[int]:
    """Free what dead workers held, give up what keeps failing; the ids of those to print now."""
    return LEASE.requeue(Submission.objects.all(), most=most)
