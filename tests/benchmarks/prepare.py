"""Run by the harness in the environment of a server: seeds, and prints what there is to ask for."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from hubs.evaluation.steadiness import stability_of  # noqa: E402
from hubs.models import (  # noqa: E402
    Call,
    Expression,
    Standing,
)
from hubs.operations.standings import refresh_standings  # noqa: E402
from tests.benchmarks.seeding import seed  # noqa: E402
from twinning.accounts.models import User  # noqa: E402

BACKEND = "django.contrib.auth.backends.ModelBackend"
FEW = 200


def session_of(user: User) -> str:
    """The key of a session in which the person is signed in."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def main(size: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    seeded = seed(size, calls=max(3, size // 10))
    settle()
    taken = reckoned(seeded.keys["call_pk"])
    settle()
    sessions = {part: session_of(user) for part, user in seeded.people.items()}
    print(json.dumps({"keys": seeded.keys, "sessions": sessions, "reckoned": taken}))


def settle() -> None:
    """What autovacuum does by itself a minute after many rows were written."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def reckoned(call_pk: Any) -> dict[str, float]:
    """Seconds that it takes to reckon a whole ranking anew, written and unchanged, and the stability of
    all its applications and of a few.
    """
    call = Call.objects.get(pk=call_pk)
    call.criteria.filter(position=0).update(weight=2)
    taken = {
        "ranking": seconds(refresh_standings, call_pk),
        "ranking, unchanged": seconds(refresh_standings, call_pk),
        "stability": seconds(stability_of, call_pk),
        f"stability of {FEW}": seconds_for_few(stability_of, call_pk),
    }
    call.criteria.filter(position=0).update(weight=1)
    refresh_standings(Call.objects.get(pk=call_pk))
    return taken


def seconds(reckon: Callable[[Call], Any], call_pk: Any) -> float:
    started = time.perf_counter()
    with transaction.atomic():
        reckon(Call.objects.get(pk=call_pk))
    return time.perf_counter() - started


def seconds_for_few(reckon: Callable[[Call], Any], call_pk: Any) -> float:
    """As if no more than `FEW` had applied: the others are another call's meanwhile."""
    with transaction.atomic():
        few = [*Expression.objects.filter(call=call_pk).order_by("pk").values_list("pk", flat=True)[:FEW]]
        other = Call.objects.get(pk=call_pk)
        other.pk, other.slug = None, "others"
        other.save(force_insert=True)
        Standing.objects.filter(call=call_pk).exclude(expression__in=few).update(call=other)
        Expression.objects.filter(call=call_pk).exclude(pk__in=few).update(call=other)
        taken = seconds(reckon, call_pk)
        transaction.set_rollback(True)
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]))
