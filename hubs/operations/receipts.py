"""Printing receipts: each once, by one worker at a time, and never lost."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hubs.application.receipts import printed
from hubs.models import Submission
from hubs.states import SUBMISSION, SubmissionStatus
from twinning.core.errors import Refused
from twinning.core.files import keep

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 5


def print_submission(submission: Submission) -> None:
    """Claim the receipt, print it, keep the file; what fails is freed by the clock for another attempt."""
    try:
        SUBMISSION.take(submission, "claim", due_at=timezone.now() + LEASE, attempts=submission.attempts + 1)
    except Refused:
        return  # another worker has it, or it is printed
    name = f"receipts/{submission.pk}-{submission.digest[:16]}-{submission.attempts}.pdf"
    file = keep(name, printed(submission))
    try:
        SUBMISSION.take(submission, "confirm", file=file)
    except Refused:
        logger.warning("receipt %s was printed after its lease had ended", submission.pk)


@transaction.atomic
def requeue_overdue_submissions(*, most: int = 200) -> list[int]:
    """Free what dead workers held, give up what keeps failing; the ids of those to print now."""
    now = timezone.now()
    overdue = Submission.objects.overdue(before=now - timedelta(seconds=30))
    for submission in overdue.filter(status=SubmissionStatus.PRINTING):
        with suppress(Refused):  # it was printed just now
            if submission.attempts < MOST_ATTEMPTS:
                SUBMISSION.take(submission, "release", due_at=now - timedelta(minutes=1))
            else:
                SUBMISSION.take(submission, "give_up")
                logger.error("receipt %s could not be printed", submission.pk)
    return list(overdue.filter(status=SubmissionStatus.QUEUED).values_list("pk", flat=True)[:most])
