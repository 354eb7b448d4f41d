"""What there is one of: the database decides who of two was first."""

from typing import Any

from django.db import IntegrityError, transaction

from twinning.core.errors import Refused


def make_once(rows: Any, refusal: Refused, **values: Any) -> Any:
    """Make the record by the manager `rows`; whoever comes second is refused, and loses nothing else."""
    try:
        with transaction.atomic():
            return rows.create(**values)
    except IntegrityError as twice:
        raise refusal from twice
