"""Under ASGI each request has a thread of its own, and Django keeps connections by thread: none would be
used twice. A web process that asks for it keeps its idle ones here instead, whoever used them last.
"""

import time
from collections import deque
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from psycopg2 import Error
from psycopg2.extensions import TRANSACTION_STATUS_IDLE

UNASKED = 5.0  # seconds of idleness after which a connection must show that it still works


class Idle:
    """The connections that nobody uses now. The last one put in comes out first, so that few stay warm."""

    def __init__(self) -> None:
        self.most = 0
        self.waiting: deque[tuple[float, Any]] = deque()

    def keep(self, connection: Any) -> bool:
        """Whether it was taken in; otherwise the caller closes it."""
        at_rest = not connection.closed and connection.info.transaction_status == TRANSACTION_STATUS_IDLE
        if not at_rest or len(self.waiting) >= self.most:
            return False
        self.waiting.append((time.monotonic(), connection))
        return True

    def take(self) -> Any | None:
        """One that works, if there is any."""
        while self.waiting:
            try:
                since, connection = self.waiting.pop()
            except IndexError:  # another thread was quicker
                return None
            if time.monotonic() - since < UNASKED or works(connection):
                return connection
            connection.close()
        return None


def works(connection: Any) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


idle = Idle()


def keep_connections(most: int = 10) -> None:
    """From now on this process keeps so many idle ones; commands and tests never ask for it."""
    idle.most = most


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if kept := idle.take():
            self.isolation_level = IsolationLevel.READ_COMMITTED
            return kept
        return super().get_new_connection(conn_params)

    def _close(self) -> None:
        if self.connection is not None and not idle.keep(self.connection):
            super()._close()  # type: ignore[misc]  # the stubs leave it out
