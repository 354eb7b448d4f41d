"""What was read is kept in this process until something changes, or the minute is over.

Every operation leaves a trace, and every trace renews a *generation* in the shared cache as soon as its
transaction is through: what was kept before is then found by no process any more. There are three: of
anything at all, of what the public is shown (most that is written here is not, as `twinning.trail.unseen`
declares), and of what the programme settled about itself (its name, regions, technology areas).
Deadlines are told in minutes, so nothing kept outlives the minute in which it was drawn.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils.translation import get_language
from redis.exceptions import RedisError

MOST = 500  # things kept; what was not asked for the longest goes first
ANYTHING, PUBLIC, SETTLED = "generation", "generation-public", "generation-settled"
Kept = TypeVar("Kept")

_kept: OrderedDict[Any, Any] = OrderedDict()
_lock = Lock()
_asked_once: ContextVar[dict[str, str] | None] = ContextVar("generations", default=None)


def until_change(name: Any, read: Callable[[], Kept]) -> Kept:
    """What `read` returns, kept under the name and the language. Everybody gets the same object: change
    nothing in it, and read nothing for it that only some may see.
    """
    return _kept_until(ANYTHING, name, read)


def until_public_change(name: Any, read: Callable[[], Kept]) -> Kept:
    """The same for what the public may see: whatever happens behind the scenes leaves it."""
    return _kept_until(PUBLIC, name, read)


def until_settled(name: Any, read: Callable[[], Kept]) -> Kept:
    """The same for rows that are rarely written, and by `settle` alone."""
    return _kept_until(SETTLED, name, read)


def _kept_until(change: str, name: Any, read: Callable[[], Kept]) -> Kept:
    if not settings.KEEPS_PAGES or is_changing():
        return read()
    key = (name, get_language(), *now(change))
    found = recall(key)
    if found is None:
        found = read()
        keep(key, found)
    return found


@contextmanager
def one_request() -> Iterator[None]:
    """Within it a generation is asked for once."""
    token = _asked_once.set({})
    try:
        yield
    finally:
        _asked_once.reset(token)


def renew() -> None:
    """Nothing that was kept until a change is found any more, in no process."""
    _renew(ANYTHING, PUBLIC)


def renew_unseen() -> None:
    """The same, but for what the public is shown: none of it has changed."""
    _renew(ANYTHING)


def renew_settled() -> None:
    """Nor what was kept of the programme's own rows."""
    _renew(SETTLED)


def _renew(*generations: str) -> None:
    if (known := _asked_once.get()) is not None:
        known.clear()
    for generation in generations:
        cache.set(generation, uuid4().hex, timeout=None)


def renew_on_commit(renewal: Callable[[], None] = renew) -> None:
    """Once for a transaction, however much it changes; a cache that is down stops no operation."""
    if not is_changing(renewal):
        transaction.on_commit(renewal, robust=True)


def is_changing(*renewals: Callable[[], None]) -> bool:
    """Whether this transaction has written something that nobody else sees yet."""
    waiting = {step[1] for step in connection.run_on_commit}
    return not waiting.isdisjoint(renewals or (renew, renew_unseen, renew_settled))


def now(generation: str) -> tuple[str, int]:
    """What the key of anything kept ends with."""
    return _generation(generation), int(time.time() // 60)


def _generation(name: str) -> str:
    known = _asked_once.get()
    if known and name in known:
        return known[name]
    try:
        found: str = cache.get_or_set(name, lambda: uuid4().hex, timeout=None) or uuid4().hex
    except (RedisError, OSError):  # without the shared cache nothing kept can be trusted
        found = uuid4().hex
    if known is not None:
        known[name] = found
    return found


def recall(key: Any) -> Any:
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def keep(key: Any, value: Any) -> None:
    with _lock:
        _kept[key] = value
        while len(_kept) > MOST:
            _kept.popitem(last=False)
