"""Serve as in production, let people write until a deadline, and compare: `python -m tests.load`."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.servers import HOST, POSTGRESQL, administer, wait_for
from twinning.core.processes import free_port

DATABASE = "twinning_load"
REDIS = "redis://127.0.0.1:6379/9"
HERE = Path(__file__).parent


def main() -> int:
    asked = arguments()
    base = os.environ.get("BENCHMARK_POSTGRESQL", POSTGRESQL)
    administer(base, "DROP DATABASE IF EXISTS {} WITH (FORCE)", DATABASE)
    with tempfile.TemporaryDirectory(prefix="twinning-load-") as folder:
        try:
            return run(asked, Path(folder), base + DATABASE)
        finally:
            administer(base, "DROP DATABASE IF EXISTS {} WITH (FORCE)", DATABASE)


def run(asked: argparse.Namespace, folder: Path, database: str) -> int:
    port = free_port(HOST)
    ours = {"TWINNING_VAR": str(folder / "var"), "DATABASE_URL": database, "REDIS_URL": REDIS}
    ours |= {"HOST": HOST, "PORT": str(port)}
    (folder / "var").mkdir()
    product = subprocess.Popen(
        [sys.executable, "manage.py", "production_like"], env=os.environ | ours, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://{HOST}:{port}/healthz", patience=240)
        return measure(asked, folder, port)
    finally:
        product.send_signal(signal.SIGINT)
        product.wait(timeout=60)


def measure(asked: argparse.Namespace, folder: Path, port: int) -> int:
    lines = (folder / "var" / "environment").read_text().splitlines()
    environment = os.environ | dict(line.split("=", 1) for line in lines)
    environment["DJANGO_SETTINGS_MODULE"] = "twinning.settings"
    python = [sys.executable, "-m"]
    numbers = [str(asked.saving), str(asked.submitting), str(asked.seconds)]
    prepare = [*python, "tests.load.prepare", *numbers]
    told = subprocess.run(prepare, env=environment, check=True, stdout=subprocess.PIPE).stdout
    seeded, acknowledged = folder / "seeded.json", folder / "acknowledged"
    seeded.write_bytes(told)
    acknowledged.touch()
    left = json.loads(told)["closes_at"] - time.time()
    print(f"The deadline is in {left:.0f} seconds.", flush=True)
    people = str(asked.saving + asked.submitting)
    locust = [*python, "locust", "--locustfile", str(HERE / "locustfile.py"), "--headless", "--only-summary",
              "--users", people, "--spawn-rate", people, "--run-time", f"{left + 25:.0f}s",
              "--stop-timeout", "15",
              "--host", f"http://{HOST}:{port}", "--exit-code-on-error", "1"]  # fmt: skip
    paths = {"LOAD_SEEDED": str(seeded), "LOAD_ACKNOWLEDGED": str(acknowledged)}
    errors = subprocess.run(locust, env=os.environ | paths, check=False).returncode
    compare = [*python, "tests.load.compare", str(acknowledged)]
    return subprocess.run(compare, env=environment, check=False).returncode or errors


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--saving", type=int, default=200, help="people who save as they type")
    parser.add_argument("--submitting", type=int, default=50, help="people who submit as well")
    parser.add_argument("--seconds", type=int, default=60, help="until the deadline")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
