"""Run by the harness in the environment of a server: seeds, and prints what there is to ask for."""

import json
import sys
import time
from typing import Any

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from hubs.evaluation.steadiness import stability_of  # noqa: E402
from hubs.models import Call  # noqa: E402
from hubs.operations.standings import refresh_standings  # noqa: E402
from tests.benchmarks.seeding import seed  # noqa: E402
from twinning.accounts.models import User  # noqa: E402

BACKEND = "django.contrib.auth.backends.ModelBackend"


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
    with connection.cursor() as cursor:
        # What autovacuum does by itself a minute later.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    sessions = {part: session_of(user) for part, user in seeded.people.items()}
    print(
        json.dumps({"keys": seeded.keys, "sessions": sessions, "reckoned": reckoned(seeded.keys["call_pk"])})
    )


def reckoned(call_pk: Any) -> dict[str, float]:
    """Seconds that it takes to reckon a whole ranking anew, written and unchanged, and its stability."""
    call = Call.objects.get(pk=call_pk)
    call.criteria.filter(position=0).update(weight=2)
    taken = {}
    for name, reckon in {
        "ranking": refresh_standings,
        "ranking, unchanged": refresh_standings,
        "stability": stability_of,
    }.items():
        started = time.perf_counter()
        with transaction.atomic():
            reckon(Call.objects.get(pk=call_pk))
        taken[name] = time.perf_counter() - started
    call.criteria.filter(position=0).update(weight=1)
    refresh_standings(Call.objects.get(pk=call_pk))
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]))
