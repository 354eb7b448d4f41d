"""Work that is a row: done by one worker at a time, and never lost.

The row has a status with the steps `claim`, `confirm`, `release` and `give_up`; `due_at`, which is when its
next attempt is due and, during one, when its lease ends; and `attempts`.
"""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from twinning.core.errors import Refused
from twinning.core.lifecycle import Lifecycle

logger = logging.getLogger(__name__)

# The broker has this long to bring a row to a worker before the clock does.
PATIENCE = timedelta(seconds=30)


class Lease:
    """For how long a worker may hold a row, and how often a row is tried (`None`: until it is done)."""

    def __init__(self, lifecycle: Lifecycle, *, length: timedelta, most_attempts: int | None) -> None:
        self.lifecycle, self.length, self.most_attempts = lifecycle, length, most_attempts
        claim = lifecycle.steps["claim"]
        self.waiting, self.held = claim.sources, claim.to

    def claim(self, row: Any) -> bool:
        """Take the row for this worker; false where another has it, or it is done.

        Whatever goes wrong after this leaves the row as claimed, until `requeue` frees it.
        """
        try:
            due = timezone.now() + self.length
            self.lifecycle.take(row, "claim", due_at=due, attempts=row.attempts + 1)
        except Refused:
            return False
        return True

    def confirm(self, row: Model, **made: Any) -> bool:
        """Say that it is done, and what was made; false where the lease had ended before."""
        try:
            self.lifecycle.take(row, "confirm", **made)
        except Refused:
            logger.warning("%s %s was done after its lease had ended", self.lifecycle.noun, row.pk)
            return False
        return True

    @transaction.atomic
    def requeue(self, rows: QuerySet[Any], *, most: int) -> list[int]:
        """Free what dead workers held and give up what keeps failing; the ids of those that wait too long."""
        now = timezone.now()
        for row in rows.filter(status=self.held, due_at__lt=now):
            self._free(row, now)
        forgotten = rows.filter(status__in=self.waiting, due_at__lt=now - PATIENCE)
        return list(forgotten.values_list("pk", flat=True)[:most])

    def _free(self, row: Any, now: datetime) -> None:
        with suppress(Refused):  # it was done just now
            if self.most_attempts is None or row.attempts < self.most_attempts:
                self.lifecycle.take(row, "release", due_at=now - 2 * PATIENCE)
            else:
                self.lifecycle.take(row, "give_up")
                logger.error("%s %s was given up", self.lifecycle.noun, row.pk)
