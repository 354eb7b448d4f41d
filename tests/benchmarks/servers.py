"""A throwaway database of a size, and the product served from it as in production."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
from psycopg2 import sql

from twinning.core.processes import answers, free_port

HOST = "127.0.0.1"
POSTGRESQL = "postgres://postgres@127.0.0.1:5432/"
PATIENCE = 60  # seconds in which a server must answer


@dataclass(frozen=True)
class Server:
    """`keys` are what addresses are made of, `sessions` the cookies of people who signed in."""

    size: int
    port: int
    keys: dict[str, str | int]
    sessions: dict[str, str]
    reckoned: dict[str, float]


@contextlib.contextmanager
def served(database: str, size: int, folder: Path) -> Iterator[Server]:
    """Gone without a trace afterwards."""
    with _database(database) as url:
        port = free_port(HOST)
        environment = _environment(url, folder / f"{database}-{size}", port)
        prepared = _prepare(environment, size)
        with _web(environment, port):
            yield Server(size, port, prepared["keys"], prepared["sessions"], prepared["reckoned"])


@contextlib.contextmanager
def _database(kind: str) -> Iterator[str]:
    """The address of an empty one; none for SQLite, which the product makes by itself."""
    if kind == "sqlite":
        yield ""
        return
    base = os.environ.get("BENCHMARK_POSTGRESQL", POSTGRESQL)
    name = f"twinning_benchmark_{uuid4().hex[:12]}"
    administer(base, "CREATE DATABASE {}", name)
    try:
        yield base + name
    finally:
        administer(base, "DROP DATABASE {} WITH (FORCE)", name)


def administer(base: str, command: str, name: str) -> None:
    connection = psycopg2.connect(f"{base}postgres")
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(sql.SQL(command).format(sql.Identifier(name)))


def _environment(url: str, folder: Path, port: int) -> dict[str, str]:
    """Production's: no debugging, hashed static files, a secret of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in {"REDIS_URL", "DEBUG"}}
    ours = {
        "DJANGO_SETTINGS_MODULE": "twinning.settings",
        "DATABASE_URL": url,
        "TWINNING_VAR": str(folder),
        "STATIC_ROOT": str(folder.parent / "static"),
        "SITE_URL": f"http://{HOST}:{port}",
        "SECRET_KEY": secrets.token_urlsafe(40),
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "LOG_LEVEL": "ERROR",
    }
    return kept | ours


def _prepare(environment: dict[str, str], size: int) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.benchmarks.prepare", str(size)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


@contextlib.contextmanager
def _web(environment: dict[str, str], port: int) -> Iterator[None]:
    # A connection waits its turn for as long as the other pages take.
    constant = "--lifespan off --no-access-log --timeout-keep-alive 600"
    options = (*constant.split(), "--host", HOST, "--port", str(port))
    command = [sys.executable, "-m", "uvicorn", "tests.benchmarks.application:application", *options]
    process = subprocess.Popen([*command, "--log-level", "error"], env=environment)
    try:
        wait_for(f"http://{HOST}:{port}/healthz")
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(url: str, *, patience: float = PATIENCE) -> None:
    until = time.monotonic() + patience
    while not answers(url):
        if time.monotonic() > until:
            raise TimeoutError(url)
        time.sleep(0.2)
