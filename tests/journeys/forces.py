"""What nobody does in a browser: time passes, a server dies, an auditor checks a file."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import psycopg2

from tests.journeys.product import ROOT, Environment, Product

WEB = "twinning.asgi:application"


def pass_deadline(product: Product, call: str) -> None:
    """As if the days until then were over: what is promised to hubs can be moved by nobody."""
    _end(product, "UPDATE hubs_call SET closes_at = {0} WHERE title_en = {0}", call)


def pass_late_entries(product: Product, call: str) -> None:
    """The same for whom the office let in after it."""
    of_call = "SELECT id FROM hubs_call WHERE title_en = {0}"
    _end(product, f"UPDATE hubs_lateentry SET until = {{0}} WHERE call_id IN ({of_call})", call)


def _end(product: Product, words: str, call: str) -> None:
    a_moment_ago = datetime.now(UTC) - timedelta(seconds=1)
    with _database(product.environment) as (connection, gap):
        values = (a_moment_ago.strftime("%Y-%m-%d %H:%M:%S.%f"), call)
        connection.cursor().execute(words.format(gap), values)
        connection.commit()
    _forget_what_is_kept(product)


def _forget_what_is_kept(product: Product) -> None:
    """Nobody told the product, and pages are kept until somebody does or the minute is over."""
    words = "from twinning.core.keeping import renew; renew()"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", words]
    subprocess.run(command, cwd=ROOT, env=product.environment, check=True)


@contextlib.contextmanager
def _database(environment: Environment) -> Iterator:
    """A connection, and what stands for a value in its language."""
    if environment["DATABASE_URL"]:
        connection, gap = psycopg2.connect(environment["DATABASE_URL"], options="-c timezone=utc"), "%s"
    else:
        file = Path(environment["TWINNING_VAR"]) / "twinning.sqlite3"
        connection, gap = sqlite3.connect(file, timeout=60), "?"
    with contextlib.closing(connection):
        yield connection, gap


@contextlib.contextmanager
def web_killed(product: Product) -> Iterator[None]:
    """From one moment to the next nobody answers; afterwards the product helps itself."""
    os.kill(product.supervisor, signal.SIGSTOP)  # or it would be back at once
    try:
        for process in _children(product.supervisor, WEB):
            os.killpg(process, signal.SIGKILL)
        yield
    finally:
        os.kill(product.supervisor, signal.SIGCONT)


def _children(parent: int, command: str) -> list[int]:
    found = [one.pid for one in psutil.Process(parent).children() if command in one.cmdline()]
    assert found, f"No process of {parent} runs {command}."
    return found


def verified(file: Path, product: Product) -> subprocess.CompletedProcess[str]:
    """What `verify_dossier` says of it, with nothing but the file."""
    command = [sys.executable, "manage.py", "verify_dossier", str(file)]
    environment = product.environment | {"DATABASE_URL": "", "TWINNING_VAR": str(file.parent / "nothing")}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
