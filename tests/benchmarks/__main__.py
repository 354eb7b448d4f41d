"""Measure the pages, print the tables, and with `--write` keep them in docs/benchmarks.md."""

import argparse
import contextlib
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import Times, measured
from tests.benchmarks.pages import named
from tests.benchmarks.report import DOCUMENT, NAMES, Reckoned, document, table
from tests.benchmarks.servers import served

DATABASES = ["sqlite", "postgresql"]


def main() -> None:
    asked = arguments()
    sizes = sorted(asked.sizes)
    results, reckoned = {}, {}
    with tempfile.TemporaryDirectory(prefix="twinning-benchmarks-") as folder:
        for database in asked.database or DATABASES:
            results[database], reckoned[database] = measure(database, sizes, asked, Path(folder))
            print(f"\n{NAMES[database]}\n\n{table(results[database], sizes)}", flush=True)
    if asked.write:
        told = document("make bench", results, reckoned, sizes, asked.rounds)
        DOCUMENT.write_text(told, encoding="utf-8")


def measure(
    database: str, sizes: list[int], asked: argparse.Namespace, folder: Path
) -> tuple[Times, Reckoned]:
    with contextlib.ExitStack() as stack:
        print(f"Seeding {NAMES[database]} …", flush=True)
        servers = [stack.enter_context(served(database, size, folder)) for size in sizes]
        for server in servers:
            told = ", ".join(f"{name} {taken:.2f} s" for name, taken in server.reckoned.items())
            print(f"Reckoned anew for {server.size:,} applications: {told}", flush=True)
        reckoned = {server.size: server.reckoned for server in servers}
        return measured(servers, named(asked.only), rounds=asked.rounds), reckoned


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="five or more for a median worth its name")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], help="numbers of hubs")
    parser.add_argument("--database", choices=DATABASES, action="append", help="only this one")
    parser.add_argument("--only", nargs="+", default=[], help="pages with one of these words in their names")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    asked = parser.parse_args()
    if asked.only and asked.write:
        parser.error("the document tells of all pages: --write goes without --only")
    return asked


if __name__ == "__main__":
    main()
