"""Is this process alive, and is everything it stands on? For proxies, orchestrators and people at night."""

import time
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

WORKER_SEEN = "worker-seen"
LATELY = 120  # seconds; the worker is asked to show itself every 30


def note_worker() -> None:
    """Called in the worker: it is alive now."""
    cache.set(WORKER_SEEN, time.time(), timeout=None)


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def cache_answers() -> bool:
    cache.set("readiness", "kept", timeout=60)
    return cache.get("readiness") == "kept"


def worker_seen_lately() -> bool:
    return time.time() - cache.get(WORKER_SEEN, 0) < LATELY


PARTS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "cache": cache_answers,
    "worker": worker_seen_lately,
}


def works(part: Callable[[], bool]) -> bool:
    """Whatever goes wrong while asking, the answer is no."""
    try:
        return part()
    except Exception:
        return False


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers; it asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """503 names the part that fails."""
    parts = {name: "ok" if works(part) else "fails" for name, part in PARTS.items()}
    ready = set(parts.values()) == {"ok"}
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)
