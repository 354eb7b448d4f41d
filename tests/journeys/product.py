"""The product itself, as processes on this machine, on ground that a programme would begin with."""

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.journeys import servers
from tests.journeys.mail import Mail
from twinning.core.processes import answers, free_port

ROOT = Path(__file__).resolve().parents[2]
GROUND = "twinning/demo/data"
HOST = "127.0.0.1"
PATIENCE = 180  # seconds for a start on a busy machine
FAREWELL = 40  # seconds in which everything it started has to be gone
ADMINISTRATOR = "ada@office.example"
PASSWORD = "as deep as the cable lies"
LOG = "said.log"
FAILURE = ("ERROR   django.request: Internal", "CRITICAL")
Environment = dict[str, str]
FOREIGN = ("EMAIL_URL", "ALLOWED_HOSTS", "STATIC_ROOT", "S3_BUCKET", "OIDC_PROVIDERS")

# In one process: a start of each takes longer than most of them.
ONE_AFTER_ANOTHER = """
import json, sys, django
from django.core.management import call_command
django.setup()
for words in json.loads(sys.argv[1]):
    call_command(*words)
from tests.journeys.ground import lay
lay()
"""


@dataclass(frozen=True)
class Product:
    """Where it answers, where its letters arrive, and what its processes said."""

    site: str
    mail: Mail
    log: Path
    environment: Environment
    supervisor: int = 0

    def failures(self) -> list[str]:
        """The last lines of all that went wrong inside, seen or not."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if line.startswith(FAILURE) or "Traceback" in line]


@contextlib.contextmanager
def running(var: Path, *, ground: bool = True) -> Iterator[Product]:
    """Production's shape where the environment names PostgreSQL and Redis, else the embedded default."""
    with servers.of_our_own() as addresses:
        environment = environment_of(var, addresses)
        if ground:
            _lay_ground(environment)
        with _started("production_like" if addresses else "dev", environment) as supervisor:
            yield Product(environment["SITE_URL"], Mail(var / "mail"), var / LOG, environment, supervisor)


def environment_of(var: Path, addresses: Environment) -> Environment:
    """Nothing of the test run's own settings: the product is to be as it is for people."""
    port = free_port(HOST)
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    ours = {
        "DJANGO_SETTINGS_MODULE": "twinning.settings",
        "TWINNING_VAR": str(var),
        "HOST": HOST,
        "PORT": str(port),
        "SITE_URL": f"http://{HOST}:{port}",
        "MAILBOX_PORT": str(free_port(HOST)),
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "DEBUG": "1",  # which `production_like` turns off for what it starts
    }
    return kept | ours | addresses


def _lay_ground(environment: Environment) -> None:
    """What there is before anybody opens a browser: the programme, real hubs, one administrator."""
    commands = [
        ["migrate", "--verbosity", "0"],
        ["found_programme", f"{GROUND}/programme.toml"],
        *([f"import_{rows}", f"{GROUND}/{rows}.csv"] for rows in ("hubs", "services", "events", "practices")),
        ["createsuperuser", "--noinput", "--email", ADMINISTRATOR],
    ]
    subprocess.run(
        [sys.executable, "-c", ONE_AFTER_ANOTHER, json.dumps(commands)],
        cwd=ROOT,
        env=environment | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD},
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextlib.contextmanager
def _started(command: str, environment: Environment) -> Iterator[int]:
    """The number of the process that keeps all others. TERM is what a person's Ctrl-C is to it: it then
    stops all that it started itself.
    """
    log = Path(environment["TWINNING_VAR"]) / LOG
    with log.open("wb") as kept:
        process = subprocess.Popen(
            [sys.executable, "manage.py", command], cwd=ROOT, env=environment, stdout=kept, stderr=kept
        )
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        _wait_until_ready(process, environment["SITE_URL"], log)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(FAREWELL)
        finally:
            process.kill()
            signal.signal(signal.SIGTERM, before)


def _interrupt(*_: object) -> None:
    """A test run that is asked to end still ends what it started."""
    raise KeyboardInterrupt


def _wait_until_ready(process: subprocess.Popen[bytes], site: str, log: Path) -> None:
    """The web first, and then the worker, whom the clock asks to show itself."""
    until = time.monotonic() + PATIENCE
    while not (answers(f"{site}/healthz") and answers(f"{site}/readyz")):
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError(f"The product did not start:\n{log.read_text()}")
        time.sleep(0.5)
