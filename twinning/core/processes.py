"""The processes that make up the running programme, and the small questions asked before they start."""

import fcntl
import os
import socket
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from twinning.core.supervisor import Process

Environment = Mapping[str, str]


def web(environment: Environment, *, host: str, port: int, extra: tuple[str, ...] = ()) -> Process:
    command = (sys.executable, "-m", "uvicorn", "twinning.asgi:application", "--lifespan", "off")
    address = ("--host", host, "--port", str(port), "--log-level", "warning", "--no-access-log")
    # Forms save every few seconds: a connection closed just then would lose the answer.
    patience = ("--timeout-keep-alive", "75")
    return Process("web server", (*command, *address, *patience, *extra), environment)


def worker(environment: Environment, *, pool: str) -> Process:
    """Threads do everywhere, macOS included; forked processes do more where they are safe.

    Nobody waits for it as they wait for a page: before a deadline, receipts are printed after all answers.
    """
    command = ("nice", "-n", "10", sys.executable, "-m", "celery", "--quiet", "-A", "twinning", "worker")
    options = ("--pool", pool, "--concurrency", "2", "--loglevel", "warning")
    return Process("worker", (*command, *options), environment)


def clock(environment: Environment) -> Process:
    command = (sys.executable, "-m", "celery", "--quiet", "-A", "twinning", "beat")
    return Process("clock", (*command, "--pidfile=", "--loglevel", "warning"), environment)


def mailbox(environment: Environment) -> Process:
    command = (sys.executable, "manage.py", "mailbox")
    return Process("mail catcher", command, environment, stops_last=True)


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def reachable(host: str) -> str:
    """The name under which this machine itself reaches a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310
            return bool(response.status == 200)
    except OSError:
        return False


def only_one(var: Path) -> IO[str] | None:
    """Hold the lock of this data folder for as long as the file is open; None when another run holds it."""
    var.mkdir(parents=True, exist_ok=True)
    lock = (var / "running").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock


def base_environment() -> dict[str, str]:
    """Ours, and on macOS where Homebrew keeps the PDF renderer's libraries: make's shell drops that."""
    environment = dict(os.environ)
    if sys.platform == "darwin":
        environment.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib")
    return environment
