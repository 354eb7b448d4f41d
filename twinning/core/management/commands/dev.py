"""Serve the whole programme on this machine: web, worker, clock and, without `EMAIL_URL`, a mail catcher."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import CommandError, get_commands
from django.core.management.base import BaseCommand, CommandParser

from twinning.core import processes
from twinning.core.supervisor import GaveUp, Process, Supervisor, stop_on_signals


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--reload", action="store_true", help="serve code as it is edited")

    def handle(self, *, host: str, port: int, reload: bool, **options: Any) -> None:
        self.refuse_to_collide(host, port)
        with lock_data(self.var()):
            stop_on_signals()
            try:
                self.serve(host, port, extra=("--reload",) if reload else ())
            except KeyboardInterrupt:
                self.stdout.write("Everything is stopped.")
            except GaveUp as sentence:
                raise CommandError(str(sentence)) from None

    def serve(self, host: str, port: int, *, extra: tuple[str, ...]) -> None:
        environment = self.environment(host, port)
        self.prepare(environment)
        with Supervisor(self.processes(environment, host, port, extra), say=self.say) as all_of_them:
            address = f"http://{processes.reachable(host)}:{port}"
            all_of_them.watch(until=lambda: processes.answers(f"{address}/healthz"))
            self.announce(environment)
            all_of_them.watch()

    def refuse_to_collide(self, host: str, port: int) -> None:
        if not processes.is_free(host, port):
            raise CommandError(
                f"Port {port} on {host} cannot be had: another program listens there. "
                f"Stop it, or choose another port: make run PORT={port + 1}"
            )

    def var(self) -> Path:
        return Path(settings.VAR)

    def environment(self, host: str, port: int) -> dict[str, str]:
        environment = processes.base_environment()
        environment |= {"DEBUG": "1", "TWINNING_VAR": str(self.var()), "PYTHONUNBUFFERED": "1"}
        environment.setdefault("SITE_URL", f"http://{processes.reachable(host)}:{port}")
        if host in ("0.0.0.0", "::"):  # noqa: S104  (asked for: then any name of this machine will do)
            environment.setdefault("ALLOWED_HOSTS", "*")
        environment.setdefault("MAILBOX_PORT", str(mailbox_port()))
        return environment

    def prepare(self, environment: dict[str, str]) -> None:
        self.run(environment, "migrate", "--verbosity", "0")
        if "build_demo" in get_commands():
            self.run(environment, "build_demo", "--if-empty")

    def processes(
        self, environment: dict[str, str], host: str, port: int, extra: tuple[str, ...]
    ) -> list[Process]:
        running = [
            processes.web(environment, host=host, port=port, extra=extra),
            processes.worker(environment, pool="threads"),
            processes.clock(environment),
        ]
        if not os.environ.get("EMAIL_URL"):
            running.append(processes.mailbox(environment))
        return running

    def announce(self, environment: dict[str, str]) -> None:
        self.say(f"\nTwinning runs at {environment['SITE_URL']}/ (Ctrl-C stops it).")
        if not os.environ.get("EMAIL_URL"):
            self.say(f"Letters are not sent but kept in {shown(self.var() / 'mail')}.")
        if "demo_accounts" in get_commands():
            self.run(environment, "demo_accounts")

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def run(self, environment: dict[str, str], *command: str) -> None:
        """One command to its end, in the environment that the processes will have."""
        done = subprocess.run([sys.executable, "manage.py", *command], env=environment)  # noqa: S603
        if done.returncode:
            raise CommandError(f"`manage.py {command[0]}` failed; what it said is above.")


def mailbox_port() -> int:
    """The usual one, unless another run's catcher has it."""
    host, usual = settings.MAILBOX_HOST, int(settings.MAILBOX_PORT)
    return usual if processes.is_free(host, usual) else processes.free_port(host)


def lock_data(var: Path) -> IO[str]:
    """Two runs on the same data would be two clocks and two workers of one queue."""
    lock = processes.only_one(var)
    if lock is None:
        raise CommandError(f"Twinning already runs on the data in {shown(var)}.")
    return lock


def shown(path: Path) -> str:
    """Relative to where the person stands, when it is below."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
