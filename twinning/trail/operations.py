"""Leaving traces, and proving that none was altered."""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from twinning.accounts.models import User
from twinning.core.keeping import renew, renew_on_commit, renew_unseen
from twinning.trail.models import Trace
from twinning.trail.unseen import is_unseen


def leave_trace(record: Model, step: str, *, by: User | None, **detail: Any) -> Trace:
    """Append to the record's chain; call it after the step, whose row lock keeps order. From the
    commit on nobody is shown what was kept before it.
    """
    last = Trace.objects.of(record).last()
    trace = Trace(
        subject=record._meta.label_lower,
        subject_id=record.pk,
        number=last.number + 1 if last else 1,
        step=step,
        by=by,
        actor=f"user {by.pk}" if by else "the clock",
        at=timezone.now(),
        detail=detail,
        before=last.seal if last else "",
    )
    trace.seal = trace.sealed()
    trace.save(force_insert=True)
    renew_on_commit(renew_unseen if is_unseen(trace.subject, step) else renew)
    return trace


def broken_traces(record: Model) -> list[int]:
    """The numbers of the traces that do not follow from the one before; empty when all hold."""
    broken, before = [], ""
    for number, trace in enumerate(Trace.objects.of(record), start=1):
        if (trace.number, trace.before, trace.seal) != (number, before, trace.sealed()):
            broken.append(trace.number)
        before = trace.seal
    return broken
