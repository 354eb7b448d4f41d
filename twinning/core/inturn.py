"""Under ASGI every request gets a thread and a connection of its own: when hundreds come at once, the
database would run out of connections. So a few are answered at once, and the others wait for their turn.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from twinning.core.arrival import arriving

Application = Callable[[Any, Any, Any], Awaitable[None]]


class InTurn:
    """Passes on `most` requests at once, in the order in which they came; what is no request is not kept.

    Deadlines are held against the instant at which a request came, however long its turn takes to come.
    """

    def __init__(self, application: Application, *, most: int) -> None:
        self.application = application
        self.turns = asyncio.Semaphore(most)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        with arriving():
            async with self.turns:
                await self.application(scope, receive, send)
