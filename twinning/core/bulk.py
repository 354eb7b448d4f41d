"""Writing many rows in one statement, where Django would spend its time on each value of each.

Only what differs is written: most rows of a ranking that is reckoned anew stay as they were.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import BooleanField, CharField, IntegerField, Model

PLAIN = (BooleanField, CharField, IntegerField)  # kept as Python has them
SET_EACH = "UPDATE {table} SET {columns} WHERE {key} = %s AND ({stored}) IS NOT ({told})"
SET = (
    "UPDATE {table} AS stored SET {columns} FROM json_to_recordset(%s) AS told({types})"
    " WHERE stored.{key} = told.{key} AND ({stored}) IS DISTINCT FROM ({told})"
)


def write_rows(model: type[Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Set these columns of rows that are there; each row is its key and then the values in their order."""
    if not rows:
        return
    fields = [model._meta.pk, *(model._meta.get_field(name) for name in columns)]
    if connection.vendor == "postgresql":
        _write_at_once(model, fields, rows)
    else:
        _write_each(model, fields, rows)


def _write_each(model: type[Model], fields: Sequence[Any], rows: Sequence[tuple[Any, ...]]) -> None:
    """SQLite prepares the statement once and runs it for each row; there is no way between them."""
    key, *quoted = [f'"{field.column}"' for field in fields]
    statement = SET_EACH.format(
        table=f'"{model._meta.db_table}"',
        columns=", ".join(f"{name} = %s" for name in quoted),
        key=key,
        stored=", ".join(quoted),
        told=", ".join("%s" for _name in quoted),
    )
    here = connections[DEFAULT_DB_ALIAS]  # the proxy would look it up for each value
    prepares = [None if isinstance(field, PLAIN) else field.get_db_prep_save for field in fields]
    written = []
    for row in rows:
        key, *values = [
            prepare(value, here) if prepare else value for prepare, value in zip(prepares, row, strict=True)
        ]
        written.append((*values, key, *values))
    with connection.cursor() as cursor:
        cursor.executemany(statement, written)


def _write_at_once(model: type[Model], fields: Sequence[Any], rows: Sequence[tuple[Any, ...]]) -> None:
    """PostgreSQL reads all of them as one JSON text, in which figures with decimals are texts too."""
    names = [str(field.column) for field in fields]
    types = ", ".join(
        f'"{name}" {field.db_type(connection)}' for name, field in zip(names, fields, strict=True)
    )
    written = [dict(zip(names, row, strict=True)) for row in rows]
    quoted = [f'"{name}"' for name in names[1:]]
    statement = SET.format(
        table=f'"{model._meta.db_table}"',
        columns=", ".join(f"{name} = told.{name}" for name in quoted),
        types=types,
        key=f'"{names[0]}"',
        stored=", ".join(f"stored.{name}" for name in quoted),
        told=", ".join(f"told.{name}" for name in quoted),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(written, default=str)])
