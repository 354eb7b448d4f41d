"""Throw the demo and everything that grew on it away, and make a new one. Never outside debugging."""

import shutil
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection

from twinning.core.management.commands.dev import lock_data

# Only what we made ourselves: the folder may hold other things of the person's.
FOLDERS = ("cache", "mail", "media", "queue")


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Refused: this deletes all data, and DEBUG is off.")
        with lock_data(settings.VAR):
            empty_database()
            for name in FOLDERS:
                shutil.rmtree(settings.VAR / name, ignore_errors=True)
            (settings.VAR / "queue" / "control").mkdir(parents=True, exist_ok=True)
            call_command("migrate", verbosity=0)
            if "build_demo" in get_commands():
                call_command("build_demo", "--if-empty")
        self.stdout.write("A new demo is ready: make run")


def empty_database() -> None:
    """The embedded database goes as a file, so that even one that migrations cannot mend is mended."""
    if connection.vendor != "sqlite":
        call_command("migrate", verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
        return
    connection.close()
    name = str(connection.settings_dict["NAME"])
    for suffix in ("", "-wal", "-shm"):
        (settings.VAR / f"{name}{suffix}").unlink(missing_ok=True)
