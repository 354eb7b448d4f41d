"""Run by the load test in the environment of the servers: a call that closes soon, and who writes for it."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from hubs.models import Call  # noqa: E402
from hubs.operations.answers import revise_expression  # noqa: E402
from hubs.operations.expressions import start_expression  # noqa: E402
from tests.factories import make_area, make_call, make_hub, make_programme, make_user  # noqa: E402
from twinning.accounts.models import User  # noqa: E402
from twinning.demo.words import answers  # noqa: E402

BACKEND = "django.contrib.auth.backends.ModelBackend"


def session_of(user: User) -> str:
    """The key of a session in which the person is signed in."""
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)


@transaction.atomic
def writer(call: Call, number: int, *, whole: bool) -> dict[str, object]:
    """A manager with a hub and its draft; a whole one can be submitted."""
    user = make_user(f"Writer {number}")
    hub = make_hub(f"Hub {number}", manager=user)
    hub.technology_areas.add(make_area())
    expression = start_expression(call, hub=hub, by=user)
    if whole:
        written = answers(number) | {"technology_areas": "ai"}
        opened = dict(expression.answers.values_list("code", "version"))
        revise_expression(expression, answers=written, opened=opened, by=user)
    versions = dict(expression.answers.values_list("code", "version"))
    return {
        "user": user.pk,
        "expression": expression.pk,
        "session": session_of(user),
        "submits": whole,
        "opened": versions.get("motivation", 0),
    }


def main(saving: int, submitting: int, seconds: int) -> None:
    make_programme()
    call = make_call(slug="last-minute", closes_at=timezone.now() + timedelta(days=1))
    writers = [writer(call, number, whole=number < submitting) for number in range(saving + submitting)]
    call.closes_at = timezone.now() + timedelta(seconds=seconds)
    call.save(update_fields=["closes_at"])
    told = {"writers": writers, "cookie": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
    print(json.dumps(told | {"closes_at": call.closes_at.timestamp()}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
