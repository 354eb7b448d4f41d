"""Which values a column holds: found by leaping through an index, not by reading every row."""

from typing import Any

from django.db import connections
from django.db.models import Expression, Func, QuerySet
from django.db.models.expressions import RawSQL

LEAPS = (
    "WITH RECURSIVE seen(value) AS (SELECT * FROM ({first}) AS first UNION ALL"
    " SELECT ({next}) FROM seen WHERE seen.value IS NOT NULL)"
    " SELECT value FROM seen WHERE value IS NOT NULL"
)


class EndOfYear(Func):
    """The last day of a day's year."""

    template = "CAST(date_trunc('year', %(expressions)s) + interval '1 year - 1 day' AS date)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "date(%(expressions)s, 'start of year', '+1 year', '-1 day')"
        return self.as_sql(compiler, connection, template=template, **context)


def present(rows: QuerySet[Any], column: str, *, after: Any) -> list[Any]:
    """The values of the column in these rows beyond the one named, in order.

    An index should begin with what narrows the rows, and go on with the column.
    """
    return _leap(rows, column, after, RawSQL("seen.value", ()))


def years_present(rows: QuerySet[Any], column: str, *, after: Any) -> list[str]:
    """The years of the days in the column, in order; databases tell days as they like."""
    field = rows.model._meta.get_field(column)
    days = _leap(rows, column, after, EndOfYear(RawSQL("seen.value", ()), output_field=field))
    return [str(day)[:4] for day in days]


def _leap(rows: QuerySet[Any], column: str, after: Any, seen: Expression) -> list[Any]:
    """The first value, and then each time the next one beyond what was seen; one bound at a time,
    as an index is entered at one place.
    """
    ordered = rows.order_by(column).values(column)
    first, first_params = ordered.filter(**{f"{column}__gt": after})[:1].query.sql_with_params()
    beyond, beyond_params = ordered.filter(**{f"{column}__gt": seen})[:1].query.sql_with_params()
    with connections[rows.db].cursor() as cursor:
        cursor.execute(LEAPS.format(first=first, next=beyond), [*first_params, *beyond_params])
        return [value for (value,) in cursor.fetchall()]
