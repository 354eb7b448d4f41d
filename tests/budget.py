"""What a page costs in numbers that noise cannot touch: queries, rows fetched, bytes sent."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.db.backends.utils import CursorWrapper
from django.test import Client

from twinning.core import keeping


@dataclass
class Budget:
    queries: int = 0
    rows: int = 0
    bytes: int = 0

    @classmethod
    def of(cls, client: Client, url: str) -> "Budget":
        """Get the page once for its caches, then count a second time; it must answer 200."""
        with within_a_minute():
            client.get(url)
            with counting() as spent:
                response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        spent.bytes = len(response.content)
        return spent


@contextmanager
def within_a_minute() -> Iterator[None]:
    """What is kept outlives no minute; none ends here, however slow the machine is."""
    started = time.time()
    with patch.object(keeping, "time", SimpleNamespace(time=lambda: started)):
        yield


@contextmanager
def counting() -> Iterator[Budget]:
    """Count the statements executed and the rows that come over the database's connection."""
    spent = Budget()

    def counted(name: str, size: Any) -> Any:
        original = getattr(CursorWrapper, name, None)

        def call(self: CursorWrapper, *args: Any, **kwargs: Any) -> Any:
            result = (original or getattr(self.cursor, name))(
                *((self, *args) if original else args), **kwargs
            )
            size(result)
            return result

        return patch.object(CursorWrapper, name, call, create=original is None)

    def statement(_: Any) -> None:
        spent.queries += 1

    def one(row: Any) -> None:
        spent.rows += row is not None

    def many(rows: Any) -> None:
        spent.rows += len(rows)

    with (
        counted("execute", statement),
        counted("executemany", statement),
        counted("fetchone", one),
        counted("fetchmany", many),
        counted("fetchall", many),
    ):
        yield spent
