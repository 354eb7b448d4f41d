"""Writing many rows in one statement, where Django would spend its time on each value of each."""

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model

SET = (
    "UPDATE {table} AS stored SET {columns} FROM json_to_recordset(%s) AS told({types})"
    " WHERE stored.{key} = told.{key} AND ({stored}) IS DISTINCT FROM ({told})"
)


def write_rows(model: type[Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Set these columns of rows that are there; each row is its key and then the values in their order.

    PostgreSQL reads all of them as one JSON text and touches only what differs.
    """
    if not rows:
        return
    if connection.vendor != "postgresql":
        changed = [model(pk=key, **dict(zip(columns, values, strict=True))) for key, *values in rows]
        model._base_manager.bulk_update(changed, columns, batch_size=500)
        return
    fields = [model._meta.pk, *(model._meta.get_field(name) for name in columns)]
    names = [str(field.column) for field in fields]  # type: ignore[union-attr]
    types = ", ".join(
        f'"{name}" {field.db_type(connection)}'  # type: ignore[union-attr]
        for name, field in zip(names, fields, strict=True)
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
        cursor.execute(statement, [json.dumps(written, cls=DjangoJSONEncoder)])
