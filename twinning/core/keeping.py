"""What was read or drawn is kept in this process until something changes, or the minute is over.

Every operation leaves a trace, and every trace renews the *generation* in the shared cache as soon as
its transaction is through: what was kept before is then found by no process any more. What the
programme settled about itself (its name, regions, technology areas) has a generation of its own.
Deadlines are told in minutes, so nothing kept outlives the minute in which it was drawn.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from redis.exceptions import RedisError

MOST = 500  # things kept; what was not asked for the longest goes first
LONGEST = 200  # characters of an address that is worth keeping a page for
ANYTHING, SETTLED = "generation", "generation-settled"
Kept = TypeVar("Kept")
View = Callable[..., HttpResponse]

_kept: OrderedDict[Any, Any] = OrderedDict()
_lock = Lock()
_asked_once: ContextVar[dict[str, str] | None] = ContextVar("generations", default=None)


def until_change(name: Any, read: Callable[[], Kept]) -> Kept:
    """What `read` returns, kept under the name and the language. Everybody gets the same object: change
    nothing in it, and read nothing for it that only some may see.
    """
    return _kept_until(ANYTHING, name, read)


def until_settled(name: Any, read: Callable[[], Kept]) -> Kept:
    """The same for rows that are rarely written, and by `settle` alone."""
    return _kept_until(SETTLED, name, read)


def _kept_until(change: str, name: Any, read: Callable[[], Kept]) -> Kept:
    if not settings.KEEPS_PAGES or _is_changing():
        return read()
    key = (name, get_language(), *_now(change))
    found = _recall(key)
    if found is None:
        found = read()
        _keep(key, found)
    return found


def kept_page(*filters: str) -> Callable[[View], View]:
    """Keep a view's page for readers of whom nothing is known but their language and theme.

    `filters` are the choices that its address may make; with any other query, and for whoever sends a
    session or reloads without cache, it is drawn anew.
    """

    def keeping(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not (settings.KEEPS_PAGES and _is_for_anybody(request, filters)):
                return view(request, *args, **kwargs)
            key = _address(request)
            if page := _recall(key):
                return HttpResponse(*page)
            response = view(request, *args, **kwargs)
            if _may_be_kept(request, response):
                _keep(key, (response.content, response.headers["Content-Type"]))
            return response

        return kept

    return keeping


def _address(request: HttpRequest) -> Any:
    """All that the page depends on beside what is stored."""
    zone = timezone.get_current_timezone_name()
    return request.get_full_path(), get_language(), zone, request.COOKIES.get("theme"), *_now(ANYTHING)


def _is_for_anybody(request: HttpRequest, filters: tuple[str, ...]) -> bool:
    """Cookies come first: without one there is no session, and nobody is asked who it is."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and request.COOKIES.get("theme") in {None, "light", "dark"}
        and len(request.get_full_path()) <= LONGEST
        and all(name in filters or not any(words) for name, words in request.GET.lists())
        and "no-cache" not in request.headers.get("Cache-Control", "")
        and not request.user.is_authenticated
        and not _is_changing()
    )


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Nothing but the page, and nothing in it that was made for this one reader."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META  # there is no token in it
        and not request.session.modified
    )


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
    _renew(ANYTHING)


def renew_settled() -> None:
    """Nor what was kept of the programme's own rows."""
    _renew(SETTLED)


def _renew(generation: str) -> None:
    if (known := _asked_once.get()) is not None:
        known.clear()
    cache.set(generation, uuid4().hex, timeout=None)


def renew_on_commit(renewal: Callable[[], None] = renew) -> None:
    """Once for a transaction, however much it changes; a cache that is down stops no operation."""
    if not _is_changing(renewal):
        transaction.on_commit(renewal, robust=True)


def _is_changing(*renewals: Callable[[], None]) -> bool:
    """Whether this transaction has written something that nobody else sees yet."""
    waiting = {step[1] for step in connection.run_on_commit}
    return not waiting.isdisjoint(renewals or (renew, renew_settled))


def _now(generation: str) -> tuple[str, int]:
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


def _recall(key: Any) -> Any:
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def _keep(key: Any, value: Any) -> None:
    with _lock:
        _kept[key] = value
        while len(_kept) > MOST:
            _kept.popitem(last=False)
