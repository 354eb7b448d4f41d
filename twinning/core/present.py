"""What there is, asked for many at once: the values that columns hold, found by leaping through an index
and not by reading every row; and whether there are any rows.
"""

from collections import defaultdict
from contextlib import suppress
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Func, QuerySet
from django.db.models.expressions import RawSQL

LEAPS = (
    "SELECT {turn}, CAST(value AS text) FROM (WITH RECURSIVE seen(value) AS (SELECT * FROM ({first}) AS first"
    " UNION ALL SELECT ({next}) FROM seen WHERE seen.value IS NOT NULL)"
    " SELECT value FROM seen WHERE value IS NOT NULL) AS found"
)
NUMBER = "SELECT {turn}, CAST(COUNT(*) AS text) FROM ({rows}) AS counted"


class EndOfYear(Func):
    """The last day of a day's year."""

    template = "CAST(date_trunc('year', %(expressions)s) + interval '1 year - 1 day' AS date)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "date(%(expressions)s, 'start of year', '+1 year', '-1 day')"
        return self.as_sql(compiler, connection, template=template, **context)


class Leap(NamedTuple):
    """The values of a column in these rows beyond `after`; with `beyond`, one for each of its results alone.

    An index should begin with what narrows the rows, and go on with the column.
    """

    rows: QuerySet[Any]
    column: str
    after: Any
    beyond: type[Func] | None = None


class Number(NamedTuple):
    """How many rows there are, as the only value."""

    rows: QuerySet[Any]


Statement = tuple[str, tuple[Any, ...]]


def statement(*asked: Leap | Number) -> Statement:
    """What asks for the values of each at once; where the rows are the same for many it is worth keeping."""
    found = [
        _leap(turn, one) if isinstance(one, Leap) else _number(turn, one) for turn, one in enumerate(asked)
    ]
    parts, params = zip(*found, strict=True)
    return " UNION ALL ".join(parts), sum(params, ())


def present(asked: Statement) -> dict[int, list[str]]:
    """The values of each, by its turn, in order and as the database writes them."""
    found: dict[int, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        for turn, value in cursor.fetchall():
            found[turn].append(value)
    return defaultdict(list, {turn: sorted(values) for turn, values in found.items()})


def _leap(turn: int, leap: Leap) -> Statement:
    """The first value, and then each time the next one beyond what was seen; one bound at a time,
    as an index is entered at one place.
    """
    ordered = leap.rows.order_by(leap.column).values(leap.column)
    seen: Any = RawSQL("seen.value", (), output_field=leap.rows.model._meta.get_field(leap.column))
    seen = leap.beyond(seen) if leap.beyond else seen
    first, first_params = ordered.filter(**{f"{leap.column}__gt": leap.after})[:1].query.sql_with_params()
    beyond, beyond_params = ordered.filter(**{f"{leap.column}__gt": seen})[:1].query.sql_with_params()
    return LEAPS.format(turn=turn, first=first, next=beyond), (*first_params, *beyond_params)


def _number(turn: int, number: Number) -> Statement:
    rows, params = number.rows.order_by().values("pk").query.sql_with_params()
    return NUMBER.format(turn=turn, rows=rows), params


def which_are_there(several: list[QuerySet[Any]]) -> list[bool]:
    """Whether there is a row in each of them; all are asked at once."""
    parts: list[str] = []
    params: tuple[Any, ...] = ()
    for turn, rows in enumerate(several):
        with suppress(EmptyResultSet):
            one, its_params = rows.order_by().values("pk")[:1].query.sql_with_params()
            parts.append(f"SELECT {turn} WHERE EXISTS ({one})")
            params += its_params
    if not parts:
        return [False] * len(several)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        there = {turn for (turn,) in cursor.fetchall()}
    return [turn in there for turn in range(len(several))]
