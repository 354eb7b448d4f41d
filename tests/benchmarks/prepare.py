"""Run by the harness in the environment of a server: seeds, and prints what there is to ask for."""

import json
import sys

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

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
        cursor.execute("ANALYZE")
    sessions = {part: session_of(user) for part, user in seeded.people.items()}
    print(json.dumps({"keys": seeded.keys, "sessions": sessions}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
