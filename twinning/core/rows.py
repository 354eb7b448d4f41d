"""Rows that are told what they should hold, by a file or a settings page."""

from typing import Any, Literal

from django.db.models import Model

Outcome = Literal["created", "changed", "unchanged"]


def settle(model: type[Model], known_by: dict[str, Any], values: dict[str, Any]) -> Outcome:
    """Create the row that `known_by` finds, or change what differs; writes only what is new."""
    record = model._base_manager.filter(**known_by).first()
    if record is None:
        model._base_manager.create(**known_by, **values)
        return "created"
    changes = {name: value for name, value in values.items() if getattr(record, name) != value}
    if not changes:
        return "unchanged"
    for name, value in changes.items():
        setattr(record, name, value)
    record.save(update_fields=list(changes))
    return "changed"
