"""Rows that are told what they should hold, by a file or a settings page."""

from typing import Any

from django.db.models import Model

from twinning.accounts.models import User
from twinning.core.importing import Outcome
from twinning.core.keeping import renew_on_commit, renew_settled
from twinning.trail.operations import leave_trace


def settle(
    model: type[Model], known_by: dict[str, Any], values: dict[str, Any], *, by: User | None
) -> Outcome:
    """Create the row that `known_by` finds, or change what differs; writes and traces only what is new."""
    record = model._base_manager.filter(**known_by).first()
    if record is None:
        record = model._base_manager.create(**known_by, **values)
        leave_trace(record, "created", by=by, fields=sorted(values))
        renew_on_commit(renew_settled)
        return "created"
    changes = {name: value for name, value in values.items() if getattr(record, name) != value}
    if not changes:
        return "unchanged"
    for name, value in changes.items():
        setattr(record, name, value)
    record.save(update_fields=list(changes))
    leave_trace(record, "changed", by=by, fields=sorted(changes))
    renew_on_commit(renew_settled)
    return "changed"
