"""Founding a programme: what it has of its own, read from a file and settled by the operations."""

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction

from actionplans.operations.programme import settle_section_kind
from events.operations.programme import settle_event_kind, settle_reminder_lead
from hubs.operations.programme import (
    settle_programme,
    settle_public_text,
    settle_region,
    settle_service_kind,
    settle_technology_area,
)
from portfolios.operations.services import settle_category, settle_target_group
from twinning.core.importing import Outcome

# What a table of the file is called, what its rows are known by, and whether their order counts.
TABLES: dict[str, tuple[str, Callable[..., Outcome], bool]] = {
    "region": ("code", settle_region, True),
    "technology_area": ("code", settle_technology_area, True),
    "service_kind": ("code", settle_service_kind, True),
    "section_kind": ("code", settle_section_kind, True),
    "event_kind": ("code", settle_event_kind, True),
    "reminder_lead": ("kind", settle_reminder_lead, False),
    "service_category": ("code", settle_category, True),
    "target_group": ("code", settle_target_group, True),
    "public_text": ("place", settle_public_text, False),
}


@transaction.atomic
def found_programme(file: Path) -> Counter[Outcome]:
    """Create or change what the file names; what it does not name stays."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    outcomes = Counter([settle_programme(by=None, **in_columns(told.pop("programme")))])
    for table, rows in told.items():
        key, settle, in_order = TABLES[table]
        for position, row in enumerate(rows):
            known_by = row.pop(key)
            order = {"position": position} if in_order else {}
            outcomes[settle(known_by, by=None, **in_columns(row), **order)] += 1
    return outcomes


def in_columns(row: dict[str, Any]) -> dict[str, Any]:
    """`name = {en = "…", es = "…"}` becomes `name_en` and `name_es`."""
    columns: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            columns |= {f"{name}_{language}": words.strip() for language, words in value.items()}
        else:
            columns[name] = value
    return columns
