"""Run production's processes by hand, with PostgreSQL and Redis; only the proxy with its TLS is missing.

The environment that they run in is written to `environment` in their data folder, for commands that join in.
"""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

import environ
import psycopg2
from django.conf import settings
from psycopg2 import errors, sql

from twinning.core import processes
from twinning.core.management.commands import dev
from twinning.core.supervisor import Process

DATABASE = "postgres://postgres@127.0.0.1:5432/twinning_production_like"
REDIS = "redis://127.0.0.1:6379/5"


class Command(dev.Command):
    help = __doc__

    def var(self) -> Path:
        chosen = os.environ.get("TWINNING_VAR")
        return Path(chosen).resolve() if chosen else Path(settings.VAR) / "production-like"

    def environment(self, host: str, port: int) -> dict[str, str]:
        """Production's, with every address on this machine; what is set already stays."""
        given = super().environment(host, port)
        ours = {
            "SECRET_KEY": secrets.token_urlsafe(60),
            "SITE_URL": given["SITE_URL"],
            "DATABASE_URL": DATABASE,
            "REDIS_URL": REDIS,
            "EMAIL_URL": f"smtp://{settings.MAILBOX_HOST}:{given['MAILBOX_PORT']}",
            "STATIC_ROOT": str(self.var() / "static"),
        }
        ours = {name: given.get(name) or value for name, value in ours.items()}
        ours |= {"DEBUG": "0", "TWINNING_VAR": str(self.var())}
        lines = [f"{name}={value}\n" for name, value in ours.items()]
        (self.var() / "environment").write_text("".join(lines))
        return given | ours

    def prepare(self, environment: dict[str, str]) -> None:
        create_database(environment["DATABASE_URL"])
        self.run(environment, "migrate", "--verbosity", "0")
        self.run(environment, "collectstatic", "--no-input", "--verbosity", "0")

    def processes(
        self, environment: dict[str, str], host: str, port: int, extra: tuple[str, ...]
    ) -> list[Process]:
        running = [
            processes.web(environment, host=host, port=port, extra=(*extra, "--workers", "2")),
            processes.worker(environment, pool="prefork"),
            processes.clock(environment),
        ]
        if not os.environ.get("EMAIL_URL"):
            running.append(processes.mailbox(environment))
        return running

    def announce(self, environment: dict[str, str]) -> None:
        self.say(f"\nTwinning runs as in production at {environment['SITE_URL']}/ (Ctrl-C stops it).")
        self.say(f"Its environment is in {dev.shown(self.var() / 'environment')}.")


def create_database(url: str) -> None:
    """Made when it is not there; needs a PostgreSQL user who may."""
    wanted: dict[str, Any] = environ.Env.db_url_config(url)
    connection = psycopg2.connect(
        dbname="postgres",
        user=wanted["USER"],
        password=wanted["PASSWORD"] or None,
        host=wanted["HOST"],
        port=wanted["PORT"] or 5432,
    )
    connection.autocommit = True
    with connection.cursor() as cursor, contextlib.suppress(errors.DuplicateDatabase):
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(wanted["NAME"])))
    connection.close()
